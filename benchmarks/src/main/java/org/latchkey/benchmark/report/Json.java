package org.latchkey.benchmark.report;

import com.unboundid.util.json.JSONArray;
import com.unboundid.util.json.JSONField;
import com.unboundid.util.json.JSONNumber;
import com.unboundid.util.json.JSONObject;
import com.unboundid.util.json.JSONString;
import com.unboundid.util.json.JSONValue;
import java.util.List;
import java.util.function.Function;
import org.latchkey.benchmark.measure.Row;
import org.latchkey.benchmark.measure.Turn;

/** Every figure of every round, for whoever wants to reckon with them. */
public final class Json {
    private Json() {}

    /** The whole run as one object. */
    public static String of(Results results) {
        Environment measured = results.environment();
        return new JSONObject(
                        text("commit", measured.commit()),
                        text("date", measured.date()),
                        text("command", measured.command()),
                        text("machine", measured.machine()),
                        text("jvm", measured.jvm()),
                        text("pace", measured.pace()),
                        text("network", measured.network()),
                        list("cells", results.cells(), Json::cell))
                .toMultiLineString();
    }

    private static JSONValue cell(CellResult cell) {
        return new JSONObject(
                text("scenario", cell.scenario().id()),
                number("threads", cell.threads()),
                list("rows", cell.rows(), Json::row));
    }

    private static JSONValue row(Row row) {
        return new JSONObject(
                text("contender", row.contender().id()),
                text("excluded", row.excluded() == null ? "" : row.excluded()),
                number("countedLogins", row.countedLogins()),
                number("binds", row.counted().binds()),
                number("searches", row.counted().searches()),
                number("connections", row.counted().connections()),
                number("threadsHeld", row.threadsHeld()),
                list("rounds", row.turns(), Json::turn));
    }

    private static JSONValue turn(Turn turn) {
        return new JSONObject(
                number("logins", turn.logins()),
                number("failures", turn.failures()),
                number("nanos", turn.nanos()),
                number("cpuNanos", turn.cpuNanos()),
                number("allocatedBytes", Double.isNaN(turn.allocated()) ? -1 : (long) turn.allocated()));
    }

    private static JSONField text(String name, String value) {
        return new JSONField(name, new JSONString(value));
    }

    private static JSONField number(String name, long value) {
        return new JSONField(name, new JSONNumber(value));
    }

    private static <T> JSONField list(String name, List<T> items, Function<T, JSONValue> each) {
        return new JSONField(name, new JSONArray(items.stream().map(each).toList()));
    }
}
