package watchbill.alerts.routing.yaml;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Alertmanager's configuration file, of which we use this part
/// (<https://prometheus.io/docs/alerting/latest/configuration/>). Names are in snake case there.
record AlertmanagerFile(
    RouteNode route, List<InhibitRule> inhibitRules, List<ReceiverNode> receivers) {
  record RouteNode(
      String receiver,
      @Nullable List<String> matchers,
      List<String> groupBy,
      String groupWait,
      String groupInterval,
      String repeatInterval,
      @Nullable List<RouteNode> routes) {}

  record InhibitRule(
      List<String> sourceMatchers, List<String> targetMatchers, List<String> equal) {}

  record ReceiverNode(
      String name,
      @JsonProperty("pagerduty_configs") @Nullable List<PagerDuty> pagerDuty,
      @JsonProperty("slack_configs") @Nullable List<Slack> slack,
      @JsonProperty("webhook_configs") @Nullable List<Webhook> webhook) {}

  record PagerDuty(
      String routingKeyFile,
      String severity,
      String description,
      String source,
      String group,
      @JsonProperty("class") String kind,
      Map<String, String> details,
      @Nullable List<Link> links) {}

  record Link(String href, String text) {}

  record Slack(
      boolean sendResolved,
      String apiUrlFile,
      String channel,
      String color,
      String title,
      String fallback,
      String text,
      List<String> mrkdwnIn,
      @Nullable List<Action> actions) {}

  record Action(String type, String text, String url) {}

  record Webhook(
      boolean sendResolved, @Nullable String url, @Nullable String urlFile, int maxAlerts) {}
}
