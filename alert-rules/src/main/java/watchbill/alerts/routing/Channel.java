package watchbill.alerts.routing;

/// A means by which somebody is told.
public sealed interface Channel {
  /// An incident of PagerDuty's Events API v2.
  record PagerDuty(SecretEntry routingKey) implements Channel {}

  /// A message in a channel of Slack.
  ///
  /// @param address of the incoming webhook, which is a secret
  record Slack(SecretEntry address, String channel) implements Channel {}

  /// Alertmanager's own JSON, sent to somebody's service.
  record Webhook(Address address) implements Channel {}
}
