package watchbill.cli.boards;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// A picture in as few bytes as a drawing needs: its most frequent colors only.
public final class SmallImage {
  private static final int COLORS = 48;

  private SmallImage() {}

  /// Writes the picture anew, with each color replaced by the nearest frequent one.
  static void shrink(Path png) throws IOException {
    shrink(png, COLORS);
  }

  /// The same with so many colors, at most 256.
  public static void shrink(Path png, int colors) throws IOException {
    BufferedImage full = ImageIO.read(png.toFile());
    int[] pixels = full.getRGB(0, 0, full.getWidth(), full.getHeight(), null, 0, full.getWidth());
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel & 0xff_ff_ff, 1, Integer::sum);
    }
    List<Integer> palette =
        counts.entrySet().stream()
            .sorted(
                Comparator.comparingInt((Map.Entry<Integer, Integer> entry) -> -entry.getValue()))
            .limit(colors)
            .map(Map.Entry::getKey)
            .toList();
    BufferedImage small =
        new BufferedImage(
            full.getWidth(), full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model(palette));
    Map<Integer, Integer> nearest = new HashMap<>();
    byte[] indexes = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      indexes[i] =
          nearest
              .computeIfAbsent(pixels[i] & 0xff_ff_ff, color -> nearest(color, palette))
              .byteValue();
    }
    small.getRaster().setDataElements(0, 0, full.getWidth(), full.getHeight(), indexes);
    ImageIO.write(small, "png", png.toFile());
  }

  private static IndexColorModel model(List<Integer> palette) {
    byte[] red = new byte[palette.size()];
    byte[] green = new byte[palette.size()];
    byte[] blue = new byte[palette.size()];
    for (int i = 0; i < palette.size(); i++) {
      red[i] = (byte) (palette.get(i) >> 16);
      green[i] = (byte) (palette.get(i) >> 8);
      blue[i] = palette.get(i).byteValue();
    }
    return new IndexColorModel(8, palette.size(), red, green, blue);
  }

  private static int nearest(int color, List<Integer> palette) {
    int best = 0;
    for (int i = 1; i < palette.size(); i++) {
      if (distance(color, palette.get(i)) < distance(color, palette.get(best))) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int red = (one >> 16 & 0xff) - (other >> 16 & 0xff);
    int green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
    int blue = (one & 0xff) - (other & 0xff);
    return red * red + green * green + blue * blue;
  }
}
