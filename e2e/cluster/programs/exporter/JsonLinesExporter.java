import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes what tests ask about, a JSON line a record: events of process instances, jobs, incidents, variables.
 *
 * <p>The file is named by the argument "folder" and the partition, since each partition has an exporter of its own.
 */
public final class JsonLinesExporter implements Exporter {
  private static final Set<ValueType> WANTED =
      EnumSet.of(ValueType.PROCESS_INSTANCE, ValueType.JOB, ValueType.INCIDENT, ValueType.VARIABLE);
  private static final Duration FLUSH_EVERY = Duration.ofMillis(20);

  private Path file;
  private BufferedWriter lines;
  private Controller controller;
  private long written = -1;

  @Override
  public void configure(final Context context) {
    final Object folder = context.getConfiguration().getArguments().get("folder");
    file = Path.of(String.valueOf(folder), "partition-" + context.getPartitionId() + ".jsonl");
    context.setFilter(
        new Context.RecordFilter() {
          @Override
          public boolean acceptType(final RecordType type) {
            return type == RecordType.EVENT;
          }

          @Override
          public boolean acceptValue(final ValueType type) {
            return WANTED.contains(type);
          }
        });
  }

  @Override
  public void open(final Controller opened) {
    controller = opened;
    try {
      lines = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      // A crash may have cut the last line.
      lines.newLine();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
    flushRegularly();
  }

  @Override
  public void export(final Record<?> record) {
    try {
      lines.write(record.toJson());
      lines.newLine();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
    written = record.getPosition();
  }

  @Override
  public void close() {
    flush();
  }

  private void flushRegularly() {
    controller.scheduleCancellableTask(
        FLUSH_EVERY,
        () -> {
          flush();
          flushRegularly();
        });
  }

  /** What is not flushed yet is exported again after a crash: a record may stand twice in the file, never not at all. */
  private void flush() {
    try {
      lines.flush();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
    if (written >= 0) {
      controller.updateLastExportedRecordPosition(written);
    }
  }
}
