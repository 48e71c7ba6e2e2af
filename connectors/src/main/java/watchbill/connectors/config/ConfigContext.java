package watchbill.connectors.config;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a configuration stands: its folder and its environment.
record ConfigContext(Path folder, Function<String, @Nullable String> env) {}
