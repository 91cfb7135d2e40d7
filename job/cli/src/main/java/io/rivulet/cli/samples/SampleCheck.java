package io.rivulet.cli.samples;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.Lines;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.wire.SampleDecoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Counts the samples of a file, and the lines that {@code produce} would refuse. */
final class SampleCheck {

  private static final int MOST_FINDINGS = 100;

  private final Function<byte[], Optional<String>> defects;
  private final List<Finding> findings = new ArrayList<>();
  private long lines;
  private long samples;
  private long refused;

  private SampleCheck(Function<byte[], Optional<String>> defects) {
    this.defects = defects;
  }

  /** Of lines that are sent as they are. */
  static SampleCheck ofLines(SampleKey keys, boolean alsoOthers) {
    return new SampleCheck(alsoOthers ? line -> Optional.empty() : keys::defect);
  }

  /** Of lines that are sent as raw numbers. */
  static SampleCheck ofNumbers(SampleDecoder decoder) {
    return new SampleCheck(line -> defect(decoder, line));
  }

  private static Optional<String> defect(SampleDecoder decoder, byte[] line) {
    try {
      RawRecord unused = RawRecord.of(decoder, Sample::op, line);
      return Optional.empty();
    } catch (RejectedException refused) {
      return Optional.of(refused.getMessage());
    }
  }

  void read(SampleLines file) throws IOException {
    try (PatientProgress progress = new PatientProgress("checking")) {
      for (byte[] line = file.next(); line != null; line = file.next()) {
        lines++;
        if (!Lines.blank(line)) {
          count(file.number(), defect(line));
        }
        file.show(progress);
      }
    }
  }

  private Optional<String> defect(byte[] line) {
    if (line.length > SampleLines.LONGEST) {
      return Optional.of(tooLong());
    }
    return defects.apply(line);
  }

  static String tooLong() {
    return "has more than " + SampleLines.LONGEST + " bytes, which no job reads";
  }

  private void count(long line, Optional<String> defect) {
    if (defect.isEmpty()) {
      samples++;
      return;
    }
    refused++;
    if (findings.size() < MOST_FINDINGS) {
      findings.add(new Finding(line, defect.get()));
    }
  }

  void print(PrintWriter out, PrintWriter err) {
    findings.forEach(each -> err.println("line " + each.line() + " " + each.message()));
    if (refused > findings.size()) {
      err.println("and " + (refused - findings.size()) + " more lines");
    }
    err.flush();
    out.println(lines + " lines: " + samples + " samples, " + refused + " refused");
    out.flush();
  }

  void printJson(PrintWriter out) {
    JsonOutput.print(out, new Document(lines, samples, refused, findings));
  }

  int exitCode() {
    return refused == 0 ? Exit.DONE : Exit.REFUSED;
  }

  private record Finding(long line, String message) {}

  private record Document(long lines, long samples, long refused, List<Finding> findings) {}
}
