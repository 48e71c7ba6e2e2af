package watchbill.core.rules;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.AgentEvent;
import watchbill.core.Usage;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How much of each of an agent's conversations is in its provider's cache, so that a prompt which
/// was cached and is paid for again is seen. A conversation is a session and a model; the last 32
/// are known. Owned by its [AgentState].
final class CachedPrompts {
  private static final int CONVERSATIONS = 32;

  /// Fewer tokens than this are no miss: providers cache prompts of at least so many tokens, and
  /// find them again in blocks
  /// (<https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching>,
  /// <https://platform.openai.com/docs/guides/prompt-caching>: 1,024 and blocks of 128).
  private static final long LEAST = 1_024;

  /// What is cached of a conversation; -1 when its context was made smaller since.
  private record Conversation(long key, long cached) {}

  private final List<Conversation> conversations = new ArrayList<>();

  /// How many tokens of a new answer's prompt were paid for again, and why.
  ///
  /// @param tokens those that a cache would have held, or that were written anew after a reduction
  /// @param reduced whether the context had been made smaller
  record Again(long tokens, boolean reduced) {
    static final Again NONE = new Again(0, false);
  }

  /// Takes a new answer of this session.
  Again answered(AgentEvent.ModelAnswered answer, String session) {
    Usage usage = answer.usage();
    long key = Fingerprint.of(session, answer.provider(), answer.model()).low();
    long written = Usage.sum(usage.cacheWrite5m(), usage.cacheWrite1h());
    long cached = Usage.sum(usage.cacheRead(), written);
    for (int i = 0; i < conversations.size(); i++) {
      Conversation before = conversations.get(i);
      if (before.key == key) {
        // A shorter prompt is that of another, shorter conversation beside it.
        boolean goesOn = usage.prompt() >= before.cached;
        conversations.remove(i);
        conversations.add(new Conversation(key, goesOn ? cached : before.cached));
        if (before.cached < 0) {
          return new Again(written, true);
        }
        long missed = before.cached - usage.cacheRead();
        return goesOn && missed >= LEAST ? new Again(missed, false) : Again.NONE;
      }
    }
    if (cached > 0) {
      if (conversations.size() == CONVERSATIONS) {
        conversations.removeFirst();
      }
      conversations.add(new Conversation(key, cached));
    }
    return Again.NONE;
  }

  /// Takes word that the agent made its context smaller: what was cached is of no use any more.
  void reduced() {
    conversations.replaceAll(conversation -> new Conversation(conversation.key, -1));
  }

  void save(StateOutput out) {
    out.number(conversations.size());
    for (Conversation conversation : conversations) {
      out.fixed(conversation.key);
      out.number(conversation.cached);
    }
  }

  void restore(StateInput in) {
    for (int left = in.count(); left > 0; left--) {
      conversations.add(new Conversation(in.fixed(), in.number()));
    }
  }
}
