/// Who may ask our HTTP server, by the file format of Prometheus' exporter-toolkit.
@NullMarked
package watchbill.connectors.http.webconfig;

import org.jspecify.annotations.NullMarked;
