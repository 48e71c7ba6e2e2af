package watchbill.exporter.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Since when each of several things is as it is, by what was seen of it. For one thread.
///
/// @param <S> how a thing is; equal means that nothing changed
public final class Spells<S> {
  private final Map<String, Spell<S>> spells = new HashMap<>();

  /// This thing is so at this moment; gives since when, in milliseconds since the epoch.
  public long since(String thing, S state, long nowMillis) {
    Spell<S> spell = spells.get(thing);
    if (spell == null || !spell.state().equals(state)) {
      spell = new Spell<>(state, nowMillis);
      spells.put(thing, spell);
    }
    return spell.sinceMillis();
  }

  /// All other things are gone.
  public void keep(Set<String> things) {
    spells.keySet().retainAll(things);
  }

  private record Spell<S>(S state, long sinceMillis) {}
}
