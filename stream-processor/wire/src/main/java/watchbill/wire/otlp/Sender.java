package watchbill.wire.otlp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;

/// Who sends: what the resource of a piece of telemetry says.
///
/// @param service the name of the service, such as `claude-code`
record Sender(
    AgentKey agent,
    String service,
    String namespace,
    String pod,
    String kubernetesNamespace,
    String node) {
  /// The names that a program has whoever runs it.
  private static boolean isGeneric(String service) {
    String name = service.toLowerCase(Locale.ROOT);
    return name.isEmpty()
        || name.startsWith("unknown_service")
        || name.equals("claude-code")
        || name.equals("gemini-cli");
  }

  /// The sender with these attributes; its agent is the one of the request, or else `agent.name`,
  /// the pod, the service when its name is its own, the host, and at last the service.
  ///
  /// @return null when nothing names an agent, or by a name that none can have
  static @Nullable Sender of(OtlpRequest request, Attributes resource) {
    String service = resource.text(Key.SERVICE_NAME);
    String[] names = {
      request.agent(),
      resource.text(Key.AGENT_NAME),
      resource.text(Key.K8S_POD),
      isGeneric(service) ? "" : service,
      resource.text(Key.HOST_NAME),
      service
    };
    for (String name : names) {
      if (!name.isEmpty()) {
        String agent = Names.agent(name);
        return agent.isEmpty() || Names.isReserved(agent)
            ? null
            : new Sender(
                new AgentKey(request.tenant(), agent),
                fitting(service),
                fitting(resource.text(Key.SERVICE_NAMESPACE)),
                fitting(resource.text(Key.K8S_POD)),
                fitting(resource.text(Key.K8S_NAMESPACE)),
                fitting(resource.text(Key.K8S_NODE)));
      }
    }
    return null;
  }

  private static String fitting(String text) {
    return Names.fits(text) ? text : "";
  }
}
