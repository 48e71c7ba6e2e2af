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
    List<GeneratedFile> files() {
      return Boards.all();
    }
  },
  RULES {
    @Override
    List<GeneratedFile> files() {
      return RuleFiles.all();
    }
  },
  ALERTMANAGER {
    @Override
    List<GeneratedFile> files() {
      return RoutingFiles.all();
    }
  },
  DOCS {
    @Override
    List<GeneratedFile> files() {
      List<GeneratedFile> files = new ArrayList<>(AlertDocs.all());
      files.add(MetricsDoc.file());
      return files;
    }
  },
  ALL {
    @Override
    List<GeneratedFile> files() {
      List<GeneratedFile> files = new ArrayList<>();
      for (Generated one : List.of(DASHBOARDS, RULES, ALERTMANAGER, DOCS)) {
        files.addAll(one.files());
      }
      return files;
    }
  };

  /// The files as the code says they are.
  abstract List<GeneratedFile> files();
}
