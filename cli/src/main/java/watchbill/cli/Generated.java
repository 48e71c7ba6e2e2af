package watchbill.cli;

import java.util.ArrayList;
import java.util.List;
import watchbill.alerts.docs.AlertDocs;
import watchbill.alerts.routing.yaml.RoutingFiles;
import watchbill.alerts.yaml.RuleFiles;
import watchbill.dashboards.boards.Boards;
import watchbill.metrics.generated.GeneratedFile;
import watchbill.metrics.generated.MetricsDoc;

/// Everything that the rooms generate.
enum Generated {
  DASHBOARDS {
    @Override
    List<GeneratedFile> files(RunConfig config, String text) {
      return Boards.all(config.alerting().links().runbooks());
    }
  },
  RULES {
    @Override
    List<GeneratedFile> files(RunConfig config, String text) {
      return RuleFiles.all(config.alerting().links());
    }
  },
  ALERTMANAGER {
    @Override
    List<GeneratedFile> files(RunConfig config, String text) {
      return RoutingFiles.all(config.alerting().plan(), config.alerting().links());
    }
  },
  DOCS {
    @Override
    List<GeneratedFile> files(RunConfig config, String text) {
      List<GeneratedFile> files = new ArrayList<>(AlertDocs.all());
      files.add(MetricsDoc.file());
      return files;
    }
  },
  MANIFESTS {
    @Override
    List<GeneratedFile> files(RunConfig config, String text) {
      return DeployFiles.all(config, text);
    }
  },
  ALL {
    @Override
    List<GeneratedFile> files(RunConfig config, String text) {
      List<GeneratedFile> files = new ArrayList<>();
      for (Generated one : List.of(DASHBOARDS, RULES, ALERTMANAGER, DOCS, MANIFESTS)) {
        files.addAll(one.files(config, text));
      }
      return files;
    }
  };

  /// The files as the code, and this config, say they are.
  ///
  /// @param text the config as it stands in its file; empty when there is none
  abstract List<GeneratedFile> files(RunConfig config, String text);
}
