package watchbill.connectors.http;

import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.config.ConfigError;

/// Says in one line why a server may not listen.
final class ListenFailure {
  private ListenFailure() {}

  static ConfigError toConfigError(HttpConfig config, @Nullable Throwable cause) {
    String text = cause == null ? "" : "" + cause.getMessage();
    if (cause instanceof UnknownHostException) {
      return new ConfigError("http.host", "a known host", config.host() + " (unknown)");
    }
    if (text.contains("assign requested address")) {
      return new ConfigError(
          "http.host", "an address of this machine", config.host() + " (not its own)");
    }
    if (text.contains("ermission denied")) {
      return new ConfigError(
          "http.port", "a port that it may open", config.port() + " (permission denied)");
    }
    if (cause instanceof BindException || text.contains("in use")) {
      return new ConfigError("http.port", "a free port", config.port() + " (in use)");
    }
    String why = cause instanceof SocketException ? text : "" + cause;
    return new ConfigError("http.port", "a port to listen on", config.port() + " (" + why + ")");
  }
}
