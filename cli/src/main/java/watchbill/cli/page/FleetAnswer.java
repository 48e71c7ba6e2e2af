package watchbill.cli.page;

import java.util.Optional;
import watchbill.connectors.http.Answer;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;

/// The fleet at `/api/v1/fleet`: JSON (`docs/page.md`), as the query says.
final class FleetAnswer implements Answer {
  private final FleetLook look;

  FleetAnswer(FleetLook look) {
    this.look = look;
  }

  @Override
  public Response to(Request request) {
    String refusal = FleetQuery.refusal(request);
    if (!refusal.isEmpty()) {
      return Response.text(400, refusal);
    }
    FleetJson json = new FleetJson(look.parts(), look.state(), FleetQuery.of(request));
    return Response.of(200, "application/json", json.bytes()).with("Cache-Control", "no-store");
  }

  @Override
  public Optional<Object> question(Request request) {
    return Optional.of(request.query());
  }
}
