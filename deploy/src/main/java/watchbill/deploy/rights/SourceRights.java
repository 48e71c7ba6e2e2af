package watchbill.deploy.rights;

import java.util.List;
import watchbill.connectors.kubernetes.Right;

/// What one source may have to do, under one configuration.
///
/// @param source its name in `watchbill_source_up`
/// @param rights what it does
/// @param everywhere whether it looks in all namespaces, whichever are watched
public record SourceRights(String source, List<Right> rights, boolean everywhere) {
  public SourceRights {
    rights = List.copyOf(rights);
  }
}
