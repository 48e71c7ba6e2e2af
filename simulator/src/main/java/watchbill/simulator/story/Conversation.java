package watchbill.simulator.story;

import java.util.ArrayDeque;
import watchbill.core.AgentEvent;
import watchbill.core.ContextReduction;
import watchbill.core.Usage;
import watchbill.core.WaitingFor;

/// An agent's talk with its model: the context grows from call to call and is made smaller when it
/// is full. Answers are reported once, or in growing pieces.
final class Conversation {
  private static final Spread ANSWER_MILLIS = new Spread(800, 3_500, 12_000, 30_000, 60_000);
  private static final Spread OPENING_TOKENS = new Spread(9_000, 17_000, 25_000, 30_000, 40_000);
  private static final Spread ADDED_TOKENS = new Spread(40, 700, 3_000, 14_000, 40_000);
  private static final long FULL_TOKENS = 160_000;
  private static final int KEPT_ANSWERS = 3;
  private static final long AS_EVER = -1;

  private final ArrayDeque<AgentEvent.ModelAnswered> lastAnswers = new ArrayDeque<>();
  private long contextTokens;
  private long answers;

  /// A new session begins with an empty context.
  void open() {
    contextTokens = 0;
  }

  /// One call of the model and its answer; a wait, when its provider is away.
  void ask(Scene scene) {
    ask(scene, AS_EVER);
  }

  /// One call of the model, and an answer of so many tokens.
  void ask(Scene scene, long outputTokens) {
    awaitProvider(scene);
    Persona persona = scene.persona();
    ModelProfile model = persona.model();
    long added = (contextTokens == 0 ? OPENING_TOKENS : ADDED_TOKENS).draw(scene.random());
    if (contextTokens + added > FULL_TOKENS) {
      shrink(scene);
    }
    Usage drawn = model.usage(contextTokens, added, scene.random());
    Usage usage = outputTokens == AS_EVER ? drawn : withOutput(drawn, outputTokens);
    contextTokens += added + usage.output();
    answers++;
    report(scene, persona.id(model.idPrefix(), answers), usage);
  }

  /// A resumed session reports again what the session before it had been answered last.
  void repeatLastAnswers(Scene scene) {
    for (AgentEvent.ModelAnswered answer : lastAnswers) {
      scene.say(answered(scene, answer.response(), answer.usage()));
    }
  }

  private void report(Scene scene, String response, Usage usage) {
    int pieces =
        scene.chance(scene.setting().duplicates().inPiecesPerMille())
            ? scene.random().nextInt(2, 5)
            : 1;
    scene.take(ANSWER_MILLIS);
    for (int piece = 1; piece < pieces; piece++) {
      long output = Math.min(usage.output(), Math.max(1, usage.output() * piece / pieces));
      scene.say(answered(scene, response, withOutput(usage, output)));
      scene.passUntil(scene.nowMillis() + scene.random().nextLong(1, 40));
    }
    AgentEvent.ModelAnswered whole = answered(scene, response, usage);
    scene.say(whole);
    lastAnswers.add(whole);
    if (lastAnswers.size() > KEPT_ANSWERS) {
      lastAnswers.remove();
    }
  }

  private void awaitProvider(Scene scene) {
    ProviderOutage outage = scene.setting().outage();
    ModelProfile model = scene.persona().model();
    if (outage == null || !outage.provider().equals(model.provider())) {
      return;
    }
    long over = outage.overAt(scene.nowMillis());
    if (over == scene.nowMillis()) {
      return;
    }
    scene.plant(
        TroubleKind.PROVIDER_OUTAGE,
        model.provider() + " does not answer",
        () -> {
          scene.say(
              new AgentEvent.ModelFailed(
                  scene.atMillis(), model.provider(), model.model(), "overloaded_error"));
          scene.say(new AgentEvent.Waiting(scene.atMillis(), WaitingFor.PROVIDER));
          scene.due(scene.nowMillis(), PlantedStory.NEVER);
          scene.silenceUntil(over + scene.pace().ordinaryMillis(scene.random().nextLong(5_000)));
          scene.say(new AgentEvent.Resumed(scene.atMillis(), WaitingFor.PROVIDER));
        });
  }

  /// The context is made smaller.
  void shrink(Scene scene) {
    long before = contextTokens;
    contextTokens = OPENING_TOKENS.draw(scene.random());
    scene.say(
        new AgentEvent.ContextReduced(
            scene.atMillis(), ContextReduction.COMPACTED, before, contextTokens));
  }

  private static AgentEvent.ModelAnswered answered(Scene scene, String response, Usage usage) {
    ModelProfile model = scene.persona().model();
    return new AgentEvent.ModelAnswered(
        scene.atMillis(), model.provider(), model.model(), response, "standard", usage);
  }

  private static Usage withOutput(Usage usage, long output) {
    return new Usage(
        usage.input(), output, usage.cacheRead(), usage.cacheWrite5m(), usage.cacheWrite1h());
  }
}
