package io.rivulet.experiment.canvas;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** A canvas of pixels, 300 to an inch. */
public final class RasterCanvas implements Canvas {

  private static final double PIXELS_PER_POINT = 300 / 72.0;
  private static final int PIXELS_PER_METRE = 11_811;
  private static final String FORMAT = "javax_imageio_png_1.0";
  private static final String HEADLESS = "java.awt.headless";

  private final Graphics2D graphics;

  private RasterCanvas(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /**
   * A picture as PNG, painted without a display unless the property java.awt.headless says
   * otherwise.
   *
   * @throws IOException when this machine cannot draw, for example because it has no fonts
   */
  public static byte[] png(double width, double height, Consumer<Canvas> drawing)
      throws IOException {
    if (System.getProperty(HEADLESS) == null) {
      System.setProperty(HEADLESS, "true");
    }
    try {
      return painted(width, height, drawing);
    } catch (LinkageError | InternalError | AWTError | NullPointerException e) {
      throw new IOException("Java cannot draw text here: " + e, e);
    }
  }

  private static byte[] painted(double width, double height, Consumer<Canvas> drawing)
      throws IOException {
    int across = (int) Math.round(width * PIXELS_PER_POINT);
    int down = (int) Math.round(height * PIXELS_PER_POINT);
    BufferedImage image = new BufferedImage(across, down, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(PAPER));
    graphics.fillRect(0, 0, across, down);
    graphics.scale(PIXELS_PER_POINT, PIXELS_PER_POINT);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    drawing.accept(new RasterCanvas(graphics));
    graphics.dispose();
    return encoded(image);
  }

  /** With its resolution, so that it has its size wherever it is placed. */
  private static byte[] encoded(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
    IIOMetadataNode size = new IIOMetadataNode("pHYs");
    size.setAttribute("pixelsPerUnitXAxis", Integer.toString(PIXELS_PER_METRE));
    size.setAttribute("pixelsPerUnitYAxis", Integer.toString(PIXELS_PER_METRE));
    size.setAttribute("unitSpecifier", "meter");
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    root.appendChild(size);
    metadata.mergeTree(FORMAT, root);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  @Override
  public void line(double[] x, double[] y, Pen pen) {
    graphics.setColor(new Color(pen.rgb()));
    float[] dash = pen.dash().length == 0 ? null : pen.dash();
    graphics.setStroke(
        new BasicStroke(
            (float) pen.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0));
    graphics.draw(path(x, y));
  }

  @Override
  public void area(double[] x, double[] y, int rgb, double opacity) {
    int alpha = (int) Math.round(255 * opacity);
    graphics.setColor(new Color((alpha << 24) | rgb, true));
    Path2D path = path(x, y);
    path.closePath();
    graphics.fill(path);
  }

  @Override
  public void text(double x, double y, Letters letters, String text) {
    graphics.setColor(new Color(INK));
    graphics.setFont(
        new Font(Font.SANS_SERIF, letters.bold() ? Font.BOLD : Font.PLAIN, 1)
            .deriveFont((float) letters.size()));
    double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
    double before =
        switch (letters.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    graphics.drawString(text, (float) (x - before), (float) y);
  }

  @Override
  public void upward(double x, double y, Letters letters, String text) {
    AffineTransform level = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(-Math.PI / 2);
    text(0, 0, letters, text);
    graphics.setTransform(level);
  }

  private static Path2D path(double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int i = 1; i < x.length; i++) {
      path.lineTo(x[i], y[i]);
    }
    return path;
  }
}
