package watchbill.deploy.rights;

import java.util.List;
import watchbill.connectors.kubernetes.Right;

/// What a source says of itself, whatever is configured.
///
/// @param source its name in `watchbill_source_up`
/// @param purpose what it is for, in a few words
/// @param rights what it may have to do
/// @param billed whether it looks in all namespaces when the cluster is priced
/// @param processing whether a processor asks it
/// @param exporting whether an exporter asks it
/// @param wishes what asks for it; one is enough
public record Declared(
    String source,
    String purpose,
    List<Right> rights,
    boolean billed,
    boolean processing,
    boolean exporting,
    List<Wish> wishes) {
  public Declared {
    rights = List.copyOf(rights);
    wishes = List.copyOf(wishes);
  }

  /// A key of the configuration with a value that asks for something.
  ///
  /// @param value empty when any does
  /// @param usual whether it holds where the key is absent
  public record Wish(String key, String value, boolean usual) {}
}
