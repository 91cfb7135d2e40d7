package io.rivulet.cli.model;

import io.rivulet.cli.console.TextTable;
import io.rivulet.quality.QualityRecord;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A figure of quality by which models are ordered. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum QualityFigure {
  RMSE("rmse", QualityRecord::rmse, rmse -> rmse),
  MAE("mae", QualityRecord::mae, mae -> mae),
  R2("r2", QualityRecord::r2, r2 -> -r2),
  ACCURACY("accuracy", QualityRecord::accuracy, accuracy -> -accuracy),
  LOG_LOSS("logLoss", QualityRecord::logLoss, loss -> loss),
  COVERAGE("coverage", QualityRecord::coverage, share -> Math.abs(share - 0.95));

  private final String label;
  private final ToDoubleFunction<QualityRecord> figure;
  private final DoubleUnaryOperator badness;

  QualityFigure(String label, ToDoubleFunction<QualityRecord> figure, DoubleUnaryOperator badness) {
    this.label = label;
    this.figure = figure;
    this.badness = badness;
  }

  /** NaN when the record is null or has no such figure. */
  double of(QualityRecord record) {
    return record == null ? Double.NaN : figure.applyAsDouble(record);
  }

  /** Orders records from the worst to the best, and those without the figure last. */
  Comparator<QualityRecord> worstFirst() {
    return Comparator.comparingDouble(
        record ->
            Double.isNaN(of(record))
                ? Double.POSITIVE_INFINITY
                : -badness.applyAsDouble(of(record)));
  }

  /** The name of the field that records carry. */
  @Override
  public String toString() {
    return label;
  }

  /** The names as an option takes them, in small or capital letters. */
  static final class Names implements Iterable<String>, ITypeConverter<QualityFigure> {

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(values()).map(QualityFigure::toString).iterator();
    }

    @Override
    public QualityFigure convert(String text) {
      return Arrays.stream(values())
          .filter(figure -> figure.label.equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + TextTable.printable(text)
                          + "' is no figure; give one of "
                          + String.join(", ", this)));
    }
  }
}
