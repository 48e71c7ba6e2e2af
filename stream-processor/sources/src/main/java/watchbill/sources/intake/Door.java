package watchbill.sources.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.http.Answer;
import watchbill.connectors.http.Content;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;
import watchbill.connectors.http.Route;
import watchbill.sources.nats.SubjectPattern;
import watchbill.wire.otlp.Encoding;
import watchbill.wire.otlp.OtlpAnswer;
import watchbill.wire.otlp.OtlpOutcome;
import watchbill.wire.otlp.OtlpRequest;

/// Answers what is posted: first who it is, by the token, the path or the configuration, in that
/// order; then what it is. Safe from any thread.
public final class Door implements Answer {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final String BEARER = "bearer ";

  /// So many bodies are unpacked and read at once.
  private static final int AT_ONCE = 4;

  private static final String RETRY = "Retry-After";

  private static final Set<String> EVENT_TYPES =
      Set.of(
          "application/json", "application/cloudevents+json", "application/cloudevents-batch+json");

  private final Intake intake;
  private final IntakeConfig config;
  private final EventsReader events;

  /// The tenants by the digest of their token, so that a comparison tells nothing of a token.
  private final Map<String, String> tenantByToken = new HashMap<>();

  /// A door to this intake.
  public Door(Intake intake, IntakeConfig config) {
    this.intake = intake;
    this.config = config;
    this.events = new EventsReader(intake);
    for (Credential one : config.credentials()) {
      tenantByToken.put(digest(one.token().reveal()), one.tenant());
    }
  }

  /// The routes that lead to it.
  public List<Route> routes() {
    return List.of(
        new Route("/v1/*", AT_ONCE, this, config.limits().body()),
        new Route("/tenants/*", AT_ONCE, this, config.limits().body()));
  }

  /// Who posts what, or why it is refused.
  private sealed interface Entry {
    record Granted(Caller caller, Tenant tenant) implements Entry {}

    record Denied(Refusal why, Response answer) implements Entry {}
  }

  @Override
  public Optional<Response> refusal(Request head) {
    Entry entry = entry(head);
    if (entry instanceof Entry.Denied denied) {
      intake.tally().refused(denied.why());
      return Optional.of(denied.answer());
    }
    return Optional.empty();
  }

  @Override
  public Response to(Request request) throws InterruptedException {
    return switch (entry(request)) {
      case Entry.Denied denied -> {
        intake.tally().refused(denied.why());
        yield denied.answer();
      }
      case Entry.Granted granted -> read(granted, request);
    };
  }

  private Response read(Entry.Granted granted, Request request) throws InterruptedException {
    return switch (Content.of(request, config.limits().unpacked())) {
      case Content.Refused refused -> {
        Refusal why =
            switch (refused.status()) {
              case 413 -> Refusal.TOO_LARGE;
              case 415 -> Refusal.UNSUPPORTED;
              default -> Refusal.UNREADABLE;
            };
        yield refuse(why, request, refused.status(), refused.why());
      }
      case Content.Plain plain -> take(granted, request, plain.bytes());
    };
  }

  private Response take(Entry.Granted granted, Request request, byte[] body)
      throws InterruptedException {
    try {
      return granted.caller().kind().telemetry().isPresent()
          ? telemetry(granted, request, body)
          : events.answer(granted.caller(), granted.tenant(), request, body);
    } catch (IOException e) {
      LOG.debug("intake: not stored: {}", e.getMessage());
      return refuse(Refusal.NOT_STORED, request, 503, "cannot be stored now").with(RETRY, "5");
    }
  }

  private Response telemetry(Entry.Granted granted, Request request, byte[] body)
      throws IOException, InterruptedException {
    Caller caller = granted.caller();
    OtlpRequest asked =
        new OtlpRequest(
            caller.tenant(),
            caller.agent(),
            caller.kind().telemetry().orElseThrow(),
            encoding(request).orElseThrow(),
            intake.clock().millis());
    OtlpOutcome outcome = intake.take(granted.tenant(), asked, body);
    int status =
        switch (outcome) {
          case OtlpOutcome.Taken taken -> {
            intake.tally().took(caller.kind(), taken.events().size());
            yield 200;
          }
          case OtlpOutcome.Unreadable _ -> {
            intake.tally().refused(Refusal.UNREADABLE);
            yield 400;
          }
        };
    return Response.of(status, asked.encoding().contentType(), OtlpAnswer.of(asked, outcome));
  }

  private Entry entry(Request head) {
    Caller caller = Caller.of(head.names());
    if (caller == null || !isNameOrNone(caller.tenant()) || !isNameOrNone(caller.agent())) {
      return denied(
          Refusal.BAD_PATH, head, 404, "want /v1/logs, /v1/metrics, /v1/traces or /v1/events");
    }
    if (!tenantByToken.isEmpty()) {
      String tenant = tenantByToken.get(digest(token(head)));
      if (tenant == null) {
        Entry.Denied denied = denied(Refusal.UNAUTHORIZED, head, 401, "want a known bearer token");
        return new Entry.Denied(denied.why(), denied.answer().with("WWW-Authenticate", "Bearer"));
      }
      if (!caller.tenant().isEmpty() && !caller.tenant().equals(tenant)) {
        return denied(Refusal.FORBIDDEN, head, 403, "the token is another tenant's");
      }
      caller = caller.of(tenant);
    } else if (caller.tenant().isEmpty()) {
      caller = caller.of(config.tenant());
    }
    return readable(caller.kind(), head)
        ? admit(caller, head)
        : denied(
            Refusal.UNSUPPORTED,
            head,
            415,
            caller.kind() == Kind.EVENTS
                ? "want application/json or application/cloudevents+json"
                : "want application/x-protobuf or application/json");
  }

  /// Whether the content type is one that is read. None of them can be sent by a page that somebody
  /// looks at in a browser, without asking first.
  private static boolean readable(Kind kind, Request head) {
    return kind == Kind.EVENTS ? EVENT_TYPES.contains(type(head)) : encoding(head).isPresent();
  }

  private Entry admit(Caller caller, Request head) {
    Tenant tenant = intake.tenants().named(caller.tenant());
    if (tenant == null) {
      Entry.Denied denied = denied(Refusal.TOO_MANY_TENANTS, head, 429, "too many tenants");
      return new Entry.Denied(denied.why(), denied.answer().with(RETRY, "3600"));
    }
    long wait = tenant.waits(intake.tenants().nowNanos());
    if (wait > 0) {
      Entry.Denied denied = denied(Refusal.TOO_FAST, head, 429, "too many events for this tenant");
      return new Entry.Denied(denied.why(), denied.answer().with(RETRY, "" + wait));
    }
    return new Entry.Granted(caller, tenant);
  }

  private Response refuse(Refusal why, Request request, int status, String text) {
    intake.tally().refused(why);
    return answer(request, status, text);
  }

  private static Entry.Denied denied(Refusal why, Request request, int status, String text) {
    return new Entry.Denied(why, answer(request, status, text));
  }

  /// An answer that says no, as OTLP wants it where the request is of that kind.
  private static Response answer(Request request, int status, String text) {
    Encoding encoding = encoding(request).orElse(Encoding.JSON);
    return Response.of(
        status, encoding.contentType(), OtlpAnswer.status(encoding, code(status), text));
  }

  /// The code of gRPC for a status of HTTP
  /// (https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto).
  private static int code(int status) {
    return switch (status) {
      case 401 -> 16;
      case 403 -> 7;
      case 404 -> 12;
      case 413, 429 -> 8;
      case 503 -> 14;
      default -> 3;
    };
  }

  private static String type(Request request) {
    return request.header("Content-Type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static Optional<Encoding> encoding(Request request) {
    return switch (type(request)) {
      case "application/x-protobuf" -> Optional.of(Encoding.PROTOBUF);
      case "application/json" -> Optional.of(Encoding.JSON);
      default -> Optional.empty();
    };
  }

  private static boolean isNameOrNone(String name) {
    return name.isEmpty() || SubjectPattern.isName(name);
  }

  private static String token(Request head) {
    String authorization = head.header("Authorization");
    return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? authorization.substring(BEARER.length()).strip()
        : "";
  }

  private static String digest(String token) {
    try {
      byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
