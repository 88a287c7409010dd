package org.latchkey.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Door;

/**
 * Commands for WildFly's jboss-cli. Values stand in double quotes; one that would need an escape inside them, or that the server
 * would take for an expression of its own, is left to the file beside it.
 */
record WildFlyForm() implements Form {

    private static final Pattern OPTIONS = Pattern.compile("options=\\{(.*)}}]\\)$", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("([A-Za-z0-9.]+)=\"([^\"]*)\"(?:,|$)");
    /** What a quoted value has to be escaped for, and what is more than one line, or other than ASCII. */
    private static final Pattern ESCAPABLE = Pattern.compile("[^ -~]|[\"\\\\]");

    @Override
    public Door door() {
        return Door.JASPIC;
    }

    @Override
    public boolean holds(Setting setting) {
        return !setting.refers() && !ESCAPABLE.matcher(setting.value()).find();
    }

    @Override
    public String write(List<String> about, List<Setting> settings) {
        StringBuilder text = new StringBuilder();
        Stream<String> keys = settings.stream()
                .filter(setting -> holds(setting) && !setting.why().isEmpty())
                .map(setting -> setting.key() + ": " + setting.why());
        List<String> beside = Beside.lines(this, settings);
        Stream.of(about.stream(), keys, beside.stream())
                .flatMap(lines -> lines)
                .forEach(line ->
                        text.append("# ").append(PropertiesForm.ascii(line)).append('\n'));
        Stream<String> file =
                beside.isEmpty() ? Stream.empty() : Stream.of(option(ConfigKey.CONFIG_FILE.key(), Beside.FILE));
        String options = Stream.concat(
                        file,
                        settings.stream().filter(this::holds).map(setting -> option(setting.key(), setting.value())))
                .collect(Collectors.joining(","));
        return text.append("module add --name=org.latchkey --resources=/opt/latchkey/latchkey-jaspic.jar")
                .append(" --dependencies=jakarta.security.auth.message.api,jakarta.servlet.api\n")
                .append("/subsystem=elytron/jaspi-configuration=latchkey:add(layer=HttpServlet,")
                .append("application-context=\"default-host /app\",server-auth-modules=[{")
                .append("class-name=org.latchkey.jaspic.LdapServerAuthModule,module=org.latchkey,flag=REQUIRED,")
                .append("options={")
                .append(options)
                .append("}}])\nreload\n")
                .toString();
    }

    private static String option(String key, String value) {
        return key + "=\"" + value + "\"";
    }

    @Override
    public Map<String, String> read(String text) {
        Matcher options = OPTIONS.matcher(text);
        if (!options.find()) {
            throw new IllegalStateException("no options in what was written");
        }
        Map<String, String> keys = new LinkedHashMap<>();
        Matcher option = OPTION.matcher(options.group(1));
        while (option.find()) {
            keys.put(option.group(1), option.group(2));
        }
        keys.remove(ConfigKey.CONFIG_FILE.key());
        return keys;
    }
}
