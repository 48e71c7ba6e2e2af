package watchbill.cli.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import watchbill.connectors.http.Answer;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;

/// The files of the page, at `/` and below `/assets/`; only those that are named here.
///
/// A browser that has them takes nothing from anywhere else, runs no script but these, makes no
/// text into markup (`require-trusted-types-for`), and shows them in nobody's frame.
final class StaticFiles implements Answer {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private static final Map<String, String> TYPES = types();

  private final Map<String, Response> files = new LinkedHashMap<>();

  /// Reads them all.
  StaticFiles() {
    TYPES.forEach((name, type) -> {
      String path = name.equals("index.html") ? "/" : "/assets/" + name;
      files.put(path, response(name, type));
    });
  }

  @Override
  public Response to(Request request) {
    Response file = files.get(request.path());
    return file == null ? Response.text(404, "nothing is here") : file;
  }

  private static Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("index.html", "text/html; charset=utf-8");
    types.put("style.css", "text/css; charset=utf-8");
    types.put("icon.svg", "image/svg+xml");
    for (String script :
        new String[] {"main", "dom", "words", "route", "fleet", "agent", "chart", "welcome"}) {
      types.put(script + ".js", SCRIPT);
    }
    return types;
  }

  private static Response response(String name, String type) {
    return Response.of(200, type, bytes(name))
        .with("Cache-Control", "no-cache")
        .with("Content-Security-Policy", POLICY)
        .with("Cross-Origin-Opener-Policy", "same-origin")
        .with("Cross-Origin-Resource-Policy", "same-origin")
        .with("Referrer-Policy", "no-referrer");
  }

  private static byte[] bytes(String name) {
    try (InputStream file = StaticFiles.class.getResourceAsStream("/watchbill/page/" + name)) {
      if (file == null) {
        throw new IllegalStateException("page: want the resource " + name + ", have none");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("page: reading " + name, e);
    }
  }
}
