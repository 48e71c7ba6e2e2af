package watchbill.alerts.routing.yaml;

import static watchbill.alerts.routing.yaml.Notices.orNull;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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
import watchbill.alerts.routing.yaml.AlertmanagerFile.Action;
import watchbill.alerts.routing.yaml.AlertmanagerFile.InhibitRule;
import watchbill.alerts.routing.yaml.AlertmanagerFile.Link;
import watchbill.alerts.routing.yaml.AlertmanagerFile.PagerDuty;
import watchbill.alerts.routing.yaml.AlertmanagerFile.ReceiverNode;
import watchbill.alerts.routing.yaml.AlertmanagerFile.RouteNode;
import watchbill.alerts.routing.yaml.AlertmanagerFile.Slack;
import watchbill.alerts.routing.yaml.AlertmanagerFile.Webhook;

/// Writes a plan as Alertmanager's configuration.
final class AlertmanagerWriter {
  private final RoutingPlan plan;
  private final Links links;

  AlertmanagerWriter(RoutingPlan plan, Links links) {
    this.plan = plan;
    this.links = links;
  }

  AlertmanagerFile file(List<Inhibition> inhibitions) {
    var tree = new RoutingTree(plan);
    return new AlertmanagerFile(
        route(tree.root()),
        inhibitRules(inhibitions),
        tree.receivers().stream().map(this::receiver).toList());
  }

  static List<InhibitRule> inhibitRules(List<Inhibition> inhibitions) {
    return inhibitions.stream()
        .map(rule -> new InhibitRule(rule.source(), rule.target(), RoutingTree.equal(rule)))
        .toList();
  }

  private static RouteNode route(Route route) {
    return new RouteNode(
        route.receiver(),
        orNull(route.matchers().stream().map(LabelMatch::text).toList()),
        route.groupBy(),
        Notices.text(route.pace().groupWait()),
        Notices.text(route.pace().groupInterval()),
        Notices.text(route.pace().repeatInterval()),
        orNull(route.routes().stream().map(AlertmanagerWriter::route).toList()));
  }

  private ReceiverNode receiver(Receiver receiver) {
    var pagers = new ArrayList<PagerDuty>();
    var messages = new ArrayList<Slack>();
    var calls = new ArrayList<Webhook>();
    for (Channel channel : receiver.channels()) {
      switch (channel) {
        case Channel.PagerDuty pager -> pagers.add(pagerDuty(pager, receiver.severity()));
        case Channel.Slack slack -> messages.add(slack(slack));
        case Channel.Webhook webhook -> calls.add(webhook(webhook, receiver.severity()));
      }
    }
    return new ReceiverNode(receiver.name(), orNull(pagers), orNull(messages), orNull(calls));
  }

  private PagerDuty pagerDuty(Channel.PagerDuty channel, Severity severity) {
    return new PagerDuty(
        plan.secrets().file(channel.routingKey()),
        Notices.pagerDutySeverity(severity),
        NoticeText.PLAIN.title(),
        Notices.SOURCE,
        Notices.GROUP,
        Notices.CLASS,
        Notices.details(),
        orNull(
            Notices.links(links).entrySet().stream()
                .map(link -> new Link(link.getValue(), link.getKey()))
                .toList()));
  }

  private Slack slack(Channel.Slack channel) {
    return new Slack(
        true,
        plan.secrets().file(channel.address()),
        channel.channel(),
        Notices.COLOR,
        NoticeText.SLACK.title(),
        NoticeText.SLACK.title(),
        Notices.slackText(),
        Notices.FORMATTED,
        orNull(
            Notices.links(links).entrySet().stream()
                .map(link -> new Action("button", link.getKey(), link.getValue()))
                .toList()));
  }

  private Webhook webhook(Channel.Webhook channel, Severity severity) {
    boolean ends = severity != Severity.NONE;
    return switch (channel.address()) {
      case Address.Open(URI url) -> new Webhook(ends, url.toString(), null, Notices.MOST_ALERTS);
      case Address.Secret(var entry) ->
          new Webhook(ends, null, plan.secrets().file(entry), Notices.MOST_ALERTS);
    };
  }
}
