package watchbill.connectors.http.webconfig;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import io.vertx.core.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Who may ask, by name and password. For one event loop.
///
/// A bcrypt hash costs tens of milliseconds by design, so one is computed at a time, on a thread of
/// its own, and its result is remembered: who was let in once is let in at once, however many
/// others try. Those who wait take turns by their address, and each address waits at most four
/// times, so that one that guesses passwords does not keep out another.
final class Users {
  private static final String SCHEME = "basic ";
  private static final int REMEMBERED = 1_000;
  private static final int WAITING_OF_ADDRESS = 4;
  private static final int WAITING = 256;

  /// How a hash begins: its version and its cost.
  private static final int COST_FROM = 4;

  private static final int COST_TO = 6;

  private final Context loop;
  private Map<String, String> hashes;
  private final Map<String, Boolean> known = remembering();
  private final Map<String, Attempt> waiting = new HashMap<>();
  private final Map<String, Deque<Attempt>> turns = new LinkedHashMap<>();
  private boolean busy;

  /// @param hashes bcrypt hashes by user
  Users(Map<String, String> hashes, Context loop) {
    this.hashes = hashes;
    this.loop = loop;
  }

  /// From now on these users. What is remembered of the others stays true of their hashes.
  void replace(Map<String, String> newHashes) {
    hashes = newHashes;
  }

  /// Says, now or later on this event loop, whether this `Authorization` is that of a user.
  ///
  /// @param address where the request comes from
  void check(String authorization, String address, Consumer<Admission> answer) {
    if (hashes.isEmpty()) {
      answer.accept(Admission.ADMITTED);
      return;
    }
    Optional<String[]> pair = pair(authorization);
    if (pair.isEmpty()) {
      answer.accept(Admission.UNKNOWN);
      return;
    }
    String hash = hashes.getOrDefault(pair.get()[0], nobody());
    String password = pair.get()[1];
    String key = key(pair.get()[0], hash, password);
    Boolean right = known.get(key);
    if (right != null) {
      answer.accept(admission(right));
      return;
    }
    Attempt same = waiting.get(key);
    if (same != null) {
      same.answers.add(answer);
      return;
    }
    Deque<Attempt> own = turns.computeIfAbsent(address, _ -> new ArrayDeque<>());
    if (own.size() >= WAITING_OF_ADDRESS || waiting.size() >= WAITING) {
      answer.accept(Admission.LATER);
      return;
    }
    Attempt attempt = new Attempt(key, hash, password, new ArrayList<>(List.of(answer)));
    waiting.put(key, attempt);
    own.add(attempt);
    work();
  }

  /// Begins with the next attempt of the address whose turn it is, and puts that address last.
  private void work() {
    if (busy) {
      return;
    }
    var first = turns.entrySet().iterator();
    while (first.hasNext()) {
      Map.Entry<String, Deque<Attempt>> turn = first.next();
      String address = turn.getKey();
      Deque<Attempt> own = turn.getValue();
      first.remove();
      Attempt next = own.poll();
      if (next != null) {
        if (!own.isEmpty()) {
          turns.put(address, own);
        }
        busy = true;
        Thread.ofPlatform().name("password").daemon().start(() -> compute(next));
        return;
      }
    }
  }

  private void compute(Attempt attempt) {
    boolean right =
        BCrypt.verifyer(null, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2Y))
            .verify(
                attempt.password.getBytes(StandardCharsets.UTF_8),
                attempt.hash.getBytes(StandardCharsets.US_ASCII))
            .verified;
    loop.runOnContext(_ -> end(attempt, right));
  }

  private void end(Attempt attempt, boolean right) {
    busy = false;
    known.put(attempt.key, right);
    waiting.remove(attempt.key);
    attempt.answers.forEach(answer -> answer.accept(admission(right)));
    work();
  }

  /// What an unknown user's password is compared with, so that the answer comes no sooner than for
  /// one that is known. No password has this hash: it is 31 dots.
  private String nobody() {
    String cost =
        hashes.values().stream()
            .map(hash -> hash.substring(COST_FROM, COST_TO))
            .max(Comparator.naturalOrder())
            .orElse("10");
    return "$2y$" + cost + "$abcdefghijklmnopqrstuu" + ".".repeat(31);
  }

  private static Admission admission(boolean right) {
    return right ? Admission.ADMITTED : Admission.UNKNOWN;
  }

  private static Optional<String[]> pair(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] text = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).trim());
      String[] pair = new String(text, StandardCharsets.UTF_8).split(":", 2);
      return pair.length == 2 ? Optional.of(pair) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Stands for a password without showing it.
  private static String key(String user, String hash, String password) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(user.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0xff); // no byte of UTF-8
      digest.update(hash.getBytes(StandardCharsets.UTF_8));
      byte[] sum = digest.digest(password.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Map<String, Boolean> remembering() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  /// A password that waits to be hashed, and who waits for it.
  private record Attempt(
      String key, String hash, String password, List<Consumer<Admission>> answers) {}
}
