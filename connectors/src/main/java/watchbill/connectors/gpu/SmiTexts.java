package watchbill.connectors.gpu;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// The texts of one report of `nvidia-smi -q -x` by their paths, GPU by GPU. Of the document's type
/// only the name is read: nothing is fetched, and no entity is known but XML's own five. One
/// thread.
final class SmiTexts {
  /// The most elements within one another, and the most texts of one GPU.
  private static final int MAX_DEPTH = 16;

  private static final int MAX_TEXTS = 5_000;
  private static final int MAX_LENGTH = 1_000;

  /// Many elements of one name, of which nothing is read.
  private static final List<String> SKIPPED =
      List.of("processes", "accounted_processes", "supported_clocks");

  /// One GPU.
  ///
  /// @param texts by path from the element `gpu`, such as `temperature/gpu_temp`
  /// @param instances the same of each of its MIG devices, by path from `mig_device`
  record OneGpu(Map<String, String> texts, List<Map<String, String>> instances) {
    String text(String path) {
      return texts.getOrDefault(path, "");
    }
  }

  private final XMLStreamReader xml;
  private final List<OneGpu> gpus = new ArrayList<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable OneGpu gpu;
  private @Nullable Map<String, String> instance;
  private boolean report;

  private SmiTexts(XMLStreamReader xml) {
    this.xml = xml;
  }

  /// The GPUs of a report, in its order.
  ///
  /// @throws IOException when it is no such report; the message is one line
  static List<OneGpu> read(byte[] report) throws IOException {
    try {
      return read(new ByteArrayInputStream(report));
    } catch (XMLStreamException e) {
      String why = String.valueOf(e.getMessage()).lines().reduce((_, last) -> last).orElse("");
      throw new IOException("want XML of nvidia-smi, have " + why, e);
    }
  }

  private static List<OneGpu> read(InputStream report) throws XMLStreamException, IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(report);
    try {
      SmiTexts reader = new SmiTexts(xml);
      reader.readAll();
      if (!reader.report) {
        throw new IOException("want XML of nvidia-smi, have no nvidia_smi_log");
      }
      return reader.gpus;
    } finally {
      xml.close();
    }
  }

  private void readAll() throws XMLStreamException, IOException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> begin(xml.getLocalName());
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> add();
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new IOException("want XML of nvidia-smi, have an entity " + xml.getLocalName());
        default -> {} // comments and the like
      }
    }
  }

  private void begin(String element) throws IOException {
    report |= open.isEmpty() && element.equals("nvidia_smi_log");
    if (open.size() == MAX_DEPTH) {
      throw new IOException("want XML of nvidia-smi, have elements within " + MAX_DEPTH + " more");
    }
    open.addLast(element);
    text.setLength(0);
    if (open.size() == 2 && element.equals("gpu")) {
      gpu = new OneGpu(new HashMap<>(), new ArrayList<>());
      gpus.add(gpu);
    } else if (gpu != null && open.size() == 4 && element.equals("mig_device")) {
      instance = new HashMap<>();
      if (gpu.instances().size() < DcgmPage.MAX_DEVICES) {
        gpu.instances().add(instance);
      }
    }
  }

  private void add() {
    if (text.length() < MAX_LENGTH) {
      text.append(xml.getText());
    }
  }

  private void end() {
    String said = text.toString().strip();
    text.setLength(0);
    Map<String, String> instanceNow = instance;
    OneGpu gpuNow = gpu;
    if (!said.isEmpty() && instanceNow != null) {
      put(instanceNow, 4, said);
    } else if (!said.isEmpty() && gpuNow != null && !SKIPPED.contains(section())) {
      put(gpuNow.texts(), 2, said);
    }
    open.removeLast();
    instance = open.size() < 4 ? null : instance;
    gpu = open.size() < 2 ? null : gpu;
  }

  private String section() {
    return open.stream().skip(2).findFirst().orElse("");
  }

  private void put(Map<String, String> texts, int from, String said) {
    if (texts.size() < MAX_TEXTS) {
      texts.putIfAbsent(String.join("/", open.stream().skip(from).toList()), said);
    }
  }
}
