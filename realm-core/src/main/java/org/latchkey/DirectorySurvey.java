package org.latchkey;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.ServerUrl;
import org.latchkey.inspect.ServerReport;
import org.latchkey.inspect.SurveyAnswers;
import org.latchkey.inspect.SurveyReport;
import org.latchkey.internal.inspect.CertificateNote;
import org.latchkey.internal.inspect.OpeningSteps;
import org.latchkey.internal.inspect.ServerWalk;
import org.latchkey.internal.inspect.SurveyWalk;
import org.latchkey.internal.jndi.JndiConnectionFactory;
import org.latchkey.spi.DirectoryException;

/**
 * Looks at a directory of which nothing is known but where it is: what a configuration for it can be made of.
 *
 * <p>Only how connections are opened and who searches is taken from the configuration. It holds nothing open between two looks, and
 * writes nothing. Safe for use by many threads. Not promised: that what is seen is all there is; rights of the service account
 * hide the rest.
 */
public final class DirectorySurvey {

    private final RealmConfig config;
    private final Clock clock;

    /**
     * Makes a survey; nothing is sent.
     *
     * @param config how the server is reached, and as whom; the first server is asked
     * @param clock the time of day, which certificates are compared with
     */
    public DirectorySurvey(RealmConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Asks the server what it is, and sends no bind: no name and no password travels.
     *
     * <p>May block for the configured timeouts. A fault is the last stage of the report.
     *
     * @return what was seen, without a shape
     */
    public SurveyReport greet() {
        return at(SurveyWalk::greet);
    }

    /**
     * Looks for users and groups as the service account, or as nobody where there is none.
     *
     * <p>May block for the configured timeouts at each of some dozens of searches. A fault is the last stage of the report.
     *
     * @param answers what is known already
     * @return what was seen, with a shape unless a stage failed
     */
    public SurveyReport look(SurveyAnswers answers) {
        return at(walk -> walk.look(answers));
    }

    private SurveyReport at(Function<SurveyWalk, SurveyReport> asked) {
        ServerUrl url = config.directory().servers().get(0);
        long since = System.nanoTime();
        OpeningSteps steps =
                new OpeningSteps(new CertificateNote(config.directory().tls(), clock));
        JndiConnectionFactory factory = new JndiConnectionFactory(config.directory(), steps);
        try {
            ServerUrl server = factory.locate(url).get(0);
            return asked.apply(new SurveyWalk(config.at(server), server, factory, steps, clock));
        } catch (DirectoryException e) {
            ServerReport nowhere = ServerWalk.unfound(config, url, e, System.nanoTime() - since);
            return new SurveyReport(nowhere, false, Optional.empty());
        }
    }
}
