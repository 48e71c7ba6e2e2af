package watchbill.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;
import watchbill.simulator.story.BouncedTask;
import watchbill.simulator.story.HealthyWorker;
import watchbill.simulator.story.ModelProfile;
import watchbill.simulator.story.Persona;
import watchbill.simulator.story.Story;
import watchbill.simulator.story.Trouble;
import watchbill.simulator.story.TroubleKind;
import watchbill.simulator.story.Troubled;

/// Who plays in a fleet, and which story: drawn once from the plan's seed.
final class Cast {
  private static final List<String> ROLES =
      List.of("backend", "frontend", "reviewer", "researcher", "tester", "oncall");
  private static final List<String> RUNTIMES = List.of("claude-code", "codex", "openhands");
  private static final List<String> TENANTS = List.of("payments", "search", "platform", "mobile");
  private static final int AGENTS_A_NODE = 12;

  private final FleetPlan plan;
  private final String run;
  private final List<@Nullable TroubleKind> troubles;
  private final Map<Integer, BouncedTask> bounced = new HashMap<>();

  Cast(FleetPlan plan) {
    this.plan = plan;
    long mixed = new SplittableRandom(plan.seed() ^ plan.start().toEpochMilli()).nextLong();
    this.run = HexFormat.of().toHexDigits(mixed, 8);
    this.troubles = troubles(plan);
    if (plan.troubles().contains(TroubleKind.TASK_BOUNCE)) {
      bounce(Math.max(1, plan.agents() / 100));
    }
  }

  /// The agent with this number.
  Persona persona(int number) {
    String role = role(number);
    int tenant = number % plan.tenants();
    String tenantName = tenant < TENANTS.size() ? TENANTS.get(tenant) : "tenant-" + tenant;
    return new Persona(
        new AgentKey(tenantName, name(number)),
        isSubAgent(number) ? name(tenant) : "",
        number,
        run,
        role,
        RUNTIMES.get(number % RUNTIMES.size()),
        tenantName,
        "node-" + number / AGENTS_A_NODE,
        model(number));
  }

  /// Every fifth agent works for the first of its tenant.
  private boolean isSubAgent(int number) {
    return number >= plan.tenants() && number % 5 == 4;
  }

  private static String name(int number) {
    return role(number) + "-" + number / ROLES.size();
  }

  private static String role(int number) {
    return ROLES.get(number % ROLES.size());
  }

  /// What that agent lives through.
  Story story(int number, SplittableRandom random) {
    HealthyWorker worker = new HealthyWorker();
    TroubleKind kind = troubles.get(number);
    Trouble trouble = kind == null ? bounced.get(number) : kind.ofOneAgent();
    if (trouble == null) {
      return worker;
    }
    long first = plan.pace().firstTrouble().toMillis();
    return new Troubled(worker, trouble, first + random.nextLong(plan.pace().longest().toMillis()));
  }

  /// Gives a task to each of so many groups of agents without a trouble, each group of one tenant.
  private void bounce(int groups) {
    int actors = TroubleKind.TASK_BOUNCE.actors();
    int left = groups;
    for (int tenant = 0; tenant < plan.tenants() && left > 0; tenant++) {
      List<Integer> free = new ArrayList<>();
      for (int number = tenant; number < plan.agents() && left > 0; number += plan.tenants()) {
        // Who works for another agent shares its tasks.
        if (troubles.get(number) == null && !isSubAgent(number)) {
          free.add(number);
        }
        if (free.size() == actors) {
          String task = "bounced-" + run + "-" + free.getFirst();
          for (int place = 0; place < actors; place++) {
            bounced.put(free.get(place), new BouncedTask(task, place, actors));
          }
          free.clear();
          left--;
        }
      }
    }
  }

  private static ModelProfile model(int number) {
    return switch (number % 10) {
      case 0, 1, 2, 3 -> ModelProfile.OPUS;
      case 4, 5, 6 -> ModelProfile.HAIKU;
      case 7, 8 -> ModelProfile.GPT;
      default -> ModelProfile.LOCAL;
    };
  }

  private static List<@Nullable TroubleKind> troubles(FleetPlan plan) {
    List<@Nullable TroubleKind> dealt = new ArrayList<>();
    int ofEach = Math.max(1, plan.agents() / 100);
    for (TroubleKind kind : TroubleKind.values()) {
      for (int i = 0; i < ofEach && plan.troubles().contains(kind); i++) {
        if (kind.ofOneAgent() != null && dealt.size() < plan.agents()) {
          dealt.add(kind);
        }
      }
    }
    while (dealt.size() < plan.agents()) {
      dealt.add(null);
    }
    shuffle(dealt, new SplittableRandom(plan.seed()));
    return dealt;
  }

  private static void shuffle(List<@Nullable TroubleKind> dealt, SplittableRandom random) {
    for (int last = dealt.size() - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      TroubleKind kept = dealt.get(last);
      dealt.set(last, dealt.get(other));
      dealt.set(other, kept);
    }
  }
}
