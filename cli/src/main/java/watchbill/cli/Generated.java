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
    List<GeneratedFile> files(AlertingConfig config) {
      return Boards.all(config.links().runbooks());
    }
  },
  RULES {
    @Override
    List<GeneratedFile> files(AlertingConfig config) {
      return RuleFiles.all(config.links());
    }
  },
  ALERTMANAGER {
    @Override
    List<GeneratedFile> files(AlertingConfig config) {
      return RoutingFiles.all(config.plan(), config.links());
    }
  },
  DOCS {
    @Override
    List<GeneratedFile> files(AlertingConfig config) {
      List<GeneratedFile> files = new ArrayList<>(AlertDocs.all());
      files.add(MetricsDoc.file());
      return files;
    }
  },
  ALL {
    @Override
    List<GeneratedFile> files(AlertingConfig config) {
      List<GeneratedFile> files = new ArrayList<>();
      for (Generated one : List.of(DASHBOARDS, RULES, ALERTMANAGER, DOCS)) {
        files.addAll(one.files(config));
      }
      return files;
    }
  };

  /// The files as the code, and this config, say they are.
  abstract List<GeneratedFile> files(AlertingConfig config);
}
