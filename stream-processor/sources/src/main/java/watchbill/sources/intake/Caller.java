package watchbill.sources.intake;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who posts what, by the path: `/v1/logs`, `/tenants/acme/v1/logs` or
/// `/tenants/acme/agents/backend-0/v1/logs`.
///
/// @param tenant empty where the path does not say
/// @param agent empty where the path does not say
record Caller(Kind kind, String tenant, String agent) {
  /// The caller of this path, as the names between its slashes; null when it is none of ours. Names
  /// that begin with `_` are those of sums over several, such as `_all`.
  static @Nullable Caller of(List<String> names) {
    List<String> rest = names;
    String tenant = named("tenants", rest);
    rest = tenant.isEmpty() ? rest : rest.subList(2, rest.size());
    String agent = named("agents", rest);
    List<String> last = agent.isEmpty() ? rest : rest.subList(2, rest.size());
    if (last.size() != 2
        || !last.getFirst().equals("v1")
        || (tenant.isEmpty() && !agent.isEmpty())
        || tenant.startsWith("_")
        || agent.startsWith("_")) {
      return null;
    }
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.label().equals(last.getLast()))
        .findFirst()
        .map(kind -> new Caller(kind, tenant, agent))
        .orElse(null);
  }

  private static String named(String what, List<String> names) {
    return names.size() > 2 && names.getFirst().equals(what) ? names.get(1) : "";
  }

  /// The same of this tenant.
  Caller of(String known) {
    return new Caller(kind, known, agent);
  }
}
