package watchbill.cli;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import watchbill.alerts.Links;
import watchbill.alerts.routing.Address;
import watchbill.alerts.routing.Channel;
import watchbill.alerts.routing.Heartbeat;
import watchbill.alerts.routing.Pace;
import watchbill.alerts.routing.RoutingPlan;
import watchbill.alerts.routing.SecretEntry;
import watchbill.alerts.routing.SecretStore;
import watchbill.alerts.routing.Team;
import watchbill.connectors.config.ConfigSection;

/// Whom alerts reach, and where their links lead: the section `alerting`.
record AlertingConfig(Links links, RoutingPlan plan) {
  /// One team with one PagerDuty key, and links without an address.
  static final AlertingConfig DEFAULT = new AlertingConfig(Links.RELATIVE, RoutingPlan.DEFAULT);

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LONGEST_REPEAT = Duration.ofDays(4);
  private static final String ENTRY = "an entry of the secret: letters, digits, -, _ and .";
  private static final String WEB = "an address that begins with http:// or https://";
  private static final String CHANNEL = "pagerduty, slack or webhook";
  private static final String NAME = "a name of lower-case letters, digits and -";

  /// The config of this section.
  static AlertingConfig of(ConfigSection alerting) {
    Team platform = platform(alerting.section("platform"));
    List<Team> teams = teams(alerting.sections("teams"), platform);
    ConfigSection timing = alerting.section("timing");
    return new AlertingConfig(
        links(alerting),
        new RoutingPlan(
            platform,
            teams,
            heartbeat(alerting.section("heartbeat")),
            pace(timing.section("pages"), Pace.PAGES),
            pace(timing.section("tickets"), Pace.TICKETS),
            secrets(alerting)));
  }

  private static Links links(ConfigSection alerting) {
    return new Links(
        alerting
            .parsed(
                "runbooks",
                "an address or a folder, with / at the end",
                by(text -> new Links(text, "").runbooks()))
            .orElse(Links.RELATIVE.runbooks()),
        alerting
            .parsed("grafana", WEB + " and has no / at the end", by(AlertingConfig::grafana))
            .orElse(Links.RELATIVE.grafana()));
  }

  private static String grafana(String text) {
    URI url = new Address.Open(URI.create(text)).url();
    return new Links(Links.RELATIVE.runbooks(), url.toString()).grafana();
  }

  private static SecretStore secrets(ConfigSection alerting) {
    String secret =
        alerting
            .parsed(
                "secret", "the name of a Secret", by(name -> SecretStore.mounted(name).secret()))
            .orElse(SecretStore.DEFAULT.secret());
    String folder =
        alerting
            .parsed(
                "secretFolder",
                "a folder without / at the end",
                by(text -> new SecretStore(secret, text).folder()))
            .orElse(SecretStore.mounted(secret).folder());
    return new SecretStore(secret, folder);
  }

  private static Optional<Heartbeat> heartbeat(ConfigSection heartbeat) {
    Duration every =
        heartbeat.duration("every", Duration.ofMinutes(1), SECOND.multipliedBy(2), HOUR);
    return address(heartbeat).map(address -> new Heartbeat(address, every));
  }

  private static Pace pace(ConfigSection pace, Pace defaults) {
    return new Pace(
        pace.duration("groupWait", defaults.groupWait(), Duration.ZERO, HOUR),
        pace.duration("groupInterval", defaults.groupInterval(), SECOND, HOUR),
        pace.duration("repeatInterval", defaults.repeatInterval(), SECOND, LONGEST_REPEAT));
  }

  private static Team platform(ConfigSection platform) {
    Team defaults = RoutingPlan.DEFAULT.platform();
    List<Channel> pages = channels(platform.section("pages"), defaults.pages());
    return new Team(
        name(platform).orElse(defaults.name()),
        List.of(),
        pages,
        channels(platform.section("tickets"), pages));
  }

  private static List<Team> teams(List<ConfigSection> sections, Team platform) {
    var names = new HashSet<>(List.of(platform.name()));
    var tenants = new HashSet<String>();
    var teams = new ArrayList<Team>();
    for (ConfigSection section : sections) {
      String name = name(section).orElseThrow(() -> section.refusal("name", NAME));
      if (!names.add(name)) {
        throw section.refusal("name", "a name that no other team has");
      }
      List<String> own = section.texts("tenants", List.of());
      if (own.isEmpty()) {
        throw section.refusal("tenants", "a list of tenants");
      }
      if (!own.stream().allMatch(tenants::add)) {
        throw section.refusal("tenants", "each tenant once, in one team");
      }
      List<Channel> pages = channels(section.section("pages"), List.of());
      if (pages.isEmpty()) {
        throw section.refusal("pages", CHANNEL);
      }
      teams.add(new Team(name, own, pages, channels(section.section("tickets"), pages)));
    }
    return teams;
  }

  private static Optional<String> name(ConfigSection team) {
    return team.parsed("name", NAME, by(Team::checkedName));
  }

  private static List<Channel> channels(ConfigSection section, List<Channel> defaults) {
    var channels = new ArrayList<Channel>();
    entry(section, "pagerduty").map(Channel.PagerDuty::new).ifPresent(channels::add);
    ConfigSection slack = section.section("slack");
    Optional<SecretEntry> address = entry(slack, "entry");
    String room = slack.text("channel", "");
    if (address.isPresent()) {
      channels.add(new Channel.Slack(address.get(), slack.text("channel")));
    } else if (!room.isEmpty()) {
      throw slack.refusal("entry", ENTRY);
    }
    address(section.section("webhook")).map(Channel.Webhook::new).ifPresent(channels::add);
    return channels.isEmpty() ? defaults : channels;
  }

  private static Optional<Address> address(ConfigSection section) {
    Optional<Address> open =
        section.parsed("url", WEB, by(text -> new Address.Open(URI.create(text))));
    Optional<Address> secret = entry(section, "entry").map(Address.Secret::new);
    if (open.isPresent() && secret.isPresent()) {
      throw section.refusal("url", "either url or entry");
    }
    return open.or(() -> secret);
  }

  private static Optional<SecretEntry> entry(ConfigSection section, String key) {
    return section.parsed(key, ENTRY, by(SecretEntry::new));
  }

  /// What this makes of a text, where it does not refuse it.
  private static <T> Function<String, Optional<T>> by(Function<String, T> maker) {
    return text -> {
      try {
        return Optional.of(maker.apply(text));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    };
  }
}
