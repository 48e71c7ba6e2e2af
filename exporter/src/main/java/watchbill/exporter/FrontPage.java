package watchbill.exporter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import watchbill.connectors.http.Answer;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;

/// The page at `/` of an exporter that is given no better one.
final class FrontPage implements Answer {
  private static final String HTML =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Watchbill</title></head>
      <body>
      <h1>Watchbill</h1>
      <p>Keeps the watch, and the bill, for fleets of AI agents on Kubernetes. Version VERSION.</p>
      <ul>
      <li><a href="/metrics">/metrics</a>: for Prometheus to scrape</li>
      <li><a href="/-/ready">/-/ready</a>: whether all that it rests on can be heard</li>
      <li><a href="/-/healthy">/-/healthy</a>: whether it runs</li>
      PAGES
      </ul>
      </body>
      </html>
      """;

  private final Response response;

  FrontPage(String version, List<Page> pages) {
    StringBuilder items = new StringBuilder();
    for (Page page : pages) {
      if (!page.about().isEmpty()) {
        String path = page.route().path();
        items.append("<li><a href=\"%s\">%s</a>: %s</li>\n".formatted(path, path, page.about()));
      }
    }
    String escaped = version.replace("&", "&amp;").replace("<", "&lt;");
    String html = HTML.replace("VERSION", escaped).replace("PAGES\n", items);
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    response = Response.of(200, "text/html; charset=utf-8", bytes);
  }

  @Override
  public Response to(Request request) {
    return response;
  }
}
