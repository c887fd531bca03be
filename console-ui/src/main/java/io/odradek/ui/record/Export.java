package io.odradek.ui.record;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.odradek.console.record.Browse;
import io.odradek.console.record.Cell;
import io.odradek.console.record.RecordService;
import io.odradek.console.record.RecordView;
import io.odradek.console.record.Slice;
import io.odradek.ui.live.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The search at hand as JSON lines or CSV, written as it is read; {@link #MOST} records at most. */
final class Export implements DownloadHandler {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 100_000;

    private final transient Supplier<RecordService> records;
    private final transient Supplier<Browse> browse;
    private final String cluster;
    private final String topic;
    private final boolean csv;

    Export(Supplier<RecordService> records, String cluster, String topic, boolean csv, Supplier<Browse> browse) {
        this.csv = csv;
        this.records = records;
        this.cluster = cluster;
        this.topic = topic;
        this.browse = browse;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        event.setFileName(topic + (csv ? ".csv" : ".jsonl"));
        event.setContentType(csv ? "text/csv; charset=utf-8" : "application/x-ndjson");
        Browse next = browse.get();
        int written = 0;
        try (OutputStream out = event.getOutputStream()) {
            if (csv) {
                out.write("topic,partition,offset,timestampMs,key,value,headers\r\n".getBytes(StandardCharsets.UTF_8));
            }
            boolean more = true;
            while (more && written < MOST) {
                Slice slice = records.get().browse(cluster, next);
                for (RecordView record : slice.records()) {
                    out.write((csv ? row(record) + "\r\n" : line(record) + "\n").getBytes(StandardCharsets.UTF_8));
                }
                written += slice.records().size();
                more = !slice.token().isEmpty();
                next = next.continued(slice.token());
            }
        }
    }

    /** A row of RFC 4180; headers as name=value lines; null is an empty field without quotes. */
    static String row(RecordView record) {
        StringBuilder headers = new StringBuilder();
        for (RecordView.Header header : record.headers()) {
            headers.append(headers.isEmpty() ? "" : "\n").append(header.name()).append('=')
                    .append(header.value().absent() ? "" : header.value().text());
        }
        return quoted(record.topic()) + "," + record.partition() + "," + record.offset() + "," + record.timestampMs()
                + "," + field(record.key()) + "," + field(record.value()) + "," + quoted(headers.toString());
    }

    private static String field(Cell cell) {
        return cell.absent() ? "" : quoted(cell.text());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    static String line(RecordView record) {
        StringBuilder line = new StringBuilder("{\"topic\":").append(Json.quote(record.topic()))
                .append(",\"partition\":").append(record.partition()).append(",\"offset\":").append(record.offset())
                .append(",\"timestampMs\":").append(record.timestampMs()).append(",\"key\":").append(cell(record.key()))
                .append(",\"value\":").append(cell(record.value())).append(",\"headers\":[");
        for (int i = 0; i < record.headers().size(); i++) {
            line.append(i == 0 ? "" : ",").append("{\"name\":").append(Json.quote(record.headers().get(i).name()))
                    .append(",\"value\":").append(cell(record.headers().get(i).value())).append('}');
        }
        return line.append("]}").toString();
    }

    private static String cell(Cell cell) {
        return cell.absent() ? "null" : Json.quote(cell.text());
    }
}
