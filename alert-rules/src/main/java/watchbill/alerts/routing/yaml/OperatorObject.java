package watchbill.alerts.routing.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.AlertmanagerConfig;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.AlertmanagerConfigBuilder;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.InhibitRule;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.InhibitRuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.KeyValue;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.Matcher;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.MatcherBuilder;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.PagerDutyConfig;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.PagerDutyConfigBuilder;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.PagerDutyLinkConfig;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.ReceiverBuilder;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.RouteBuilder;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.SlackAction;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.SlackActionBuilder;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.SlackConfig;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.SlackConfigBuilder;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.WebhookConfig;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.WebhookConfigBuilder;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Inhibition;
import watchbill.alerts.LabelMatch;
import watchbill.alerts.Links;
import watchbill.alerts.Severity;
import watchbill.alerts.routing.Address;
import watchbill.alerts.routing.Channel;
import watchbill.alerts.routing.NoticeText;
import watchbill.alerts.routing.Receiver;
import watchbill.alerts.routing.Route;
import watchbill.alerts.routing.RoutingPlan;
import watchbill.alerts.routing.RoutingTree;
import watchbill.alerts.routing.SecretEntry;

/// Writes a plan as an AlertmanagerConfig, which the Prometheus operator joins to the configuration
/// of an Alertmanager that others use, too. So it takes only alerts that are Watchbill's.
final class OperatorObject {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RoutingPlan plan;
  private final Links links;

  OperatorObject(RoutingPlan plan, Links links) {
    this.plan = plan;
    this.links = links;
  }

  AlertmanagerConfig object(List<Inhibition> inhibitions) {
    var tree = new RoutingTree(plan);
    return new AlertmanagerConfigBuilder()
        .withNewMetadata()
        .withName("watchbill")
        .addToLabels("app.kubernetes.io/name", "watchbill")
        .endMetadata()
        .withNewSpec()
        .withRoute(route(tree.root(), List.of(RoutingTree.ours())))
        .withReceivers(tree.receivers().stream().map(this::receiver).toList())
        .withInhibitRules(inhibitions.stream().map(OperatorObject::inhibitRule).toList())
        .endSpec()
        .build();
  }

  private static io.fabric8.openshift.api.model.monitoring.v1alpha1.Route route(
      Route route, List<LabelMatch> matchers) {
    return new RouteBuilder()
        .withReceiver(route.receiver())
        .withMatchers(matchers(matchers))
        .withGroupBy(route.groupBy())
        .withGroupWait(Notices.text(route.pace().groupWait()))
        .withGroupInterval(Notices.text(route.pace().groupInterval()))
        .withRepeatInterval(Notices.text(route.pace().repeatInterval()))
        .withRoutes(route.routes().stream().map(OperatorObject::child).toList())
        .build();
  }

  private static JsonNode child(Route route) {
    return JSON.valueToTree(route(route, route.matchers()));
  }

  private static List<Matcher> matchers(List<LabelMatch> matchers) {
    return matchers.stream()
        .map(match ->
            new MatcherBuilder()
                .withName(match.name())
                .withMatchType(match.operator().text())
                .withValue(match.value())
                .build())
        .toList();
  }

  private static InhibitRule inhibitRule(Inhibition rule) {
    return new InhibitRuleBuilder()
        .withSourceMatch(matchers(rule.cause().matches()))
        .withTargetMatch(matchers(rule.effect().matches()))
        .withEqual(RoutingTree.equal(rule))
        .build();
  }

  private io.fabric8.openshift.api.model.monitoring.v1alpha1.Receiver receiver(Receiver receiver) {
    var builder = new ReceiverBuilder().withName(receiver.name());
    for (Channel channel : receiver.channels()) {
      builder =
          switch (channel) {
            case Channel.PagerDuty pager ->
                builder.addToPagerdutyConfigs(pagerDuty(pager, receiver.severity()));
            case Channel.Slack slack -> builder.addToSlackConfigs(slack(slack));
            case Channel.Webhook webhook ->
                builder.addToWebhookConfigs(webhook(webhook, receiver.severity()));
          };
    }
    return builder.build();
  }

  private PagerDutyConfig pagerDuty(Channel.PagerDuty channel, Severity severity) {
    return new PagerDutyConfigBuilder()
        .withRoutingKey(key(channel.routingKey()))
        .withSeverity(Notices.pagerDutySeverity(severity))
        .withDescription(NoticeText.PLAIN.title())
        .withSource(Notices.SOURCE)
        .withGroup(Notices.GROUP)
        .withClassName(Notices.CLASS)
        .withDetails(
            Notices.details().entrySet().stream()
                .map(detail -> new KeyValue(detail.getKey(), detail.getValue()))
                .toList())
        .withPagerDutyLinkConfigs(
            Notices.links(links).entrySet().stream()
                .map(link -> new PagerDutyLinkConfig(link.getKey(), link.getValue()))
                .toList())
        .build();
  }

  private SlackConfig slack(Channel.Slack channel) {
    return new SlackConfigBuilder()
        .withSendResolved(true)
        .withApiURL(key(channel.address()))
        .withChannel(channel.channel())
        .withColor(Notices.COLOR)
        .withTitle(NoticeText.SLACK.title())
        .withFallback(NoticeText.SLACK.title())
        .withText(Notices.slackText())
        .withMrkdwnIn(Notices.FORMATTED)
        .withActions(Notices.links(links).entrySet().stream().map(OperatorObject::action).toList())
        .build();
  }

  private static SlackAction action(Map.Entry<String, String> link) {
    return new SlackActionBuilder()
        .withType("button")
        .withText(link.getKey())
        .withUrl(link.getValue())
        .build();
  }

  private WebhookConfig webhook(Channel.Webhook channel, Severity severity) {
    var builder =
        new WebhookConfigBuilder()
            .withSendResolved(severity != Severity.NONE)
            .withMaxAlerts(Notices.MOST_ALERTS);
    return switch (channel.address()) {
      case Address.Open(var url) -> builder.withUrl(url.toString()).build();
      case Address.Secret(var entry) -> builder.withUrlSecret(key(entry)).build();
    };
  }

  private SecretKeySelector key(SecretEntry entry) {
    return new SecretKeySelector(entry.name(), plan.secrets().secret(), null);
  }
}
