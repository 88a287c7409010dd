package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.DirectoryException;

class SrvRecordsTest {

    private static final String RECORD = "_ldap._tcp.corp.test";
    private static final String SITE_RECORD = "_ldap._tcp.berlin._sites.corp.test";
    private static final ServerUrl DOMAIN = ServerUrl.srv(false, "corp.test");
    private static final ServerUrl SITE = DOMAIN.inSite("berlin");
    private static final Srv A = new Srv(0, 0, 389, "a.test");
    private static final Srv B = new Srv(1, 0, 389, "b.test");
    private static final Srv C = new Srv(2, 0, 3389, "c.test");
    private static final Duration TIMEOUT = Duration.ofMillis(900);

    private final AtomicLong now = new AtomicLong();
    private NameServer dns;
    private SrvRecords records;

    @BeforeEach
    void start() throws Exception {
        dns = new NameServer();
        records = new SrvRecords(new SrvQuery(dns.url(), TIMEOUT)::ask, TIMEOUT, new Random(1), now::get);
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    private List<String> hosts(ServerUrl source) throws DirectoryException {
        return records.servers(source).stream().map(ServerUrl::host).toList();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void servers_come_by_priority_with_the_port_of_their_record_and_the_scheme_of_the_url() throws Exception {
        dns.set(RECORD, C, A, B);
        assertThat(records.servers(DOMAIN))
                .containsExactly(
                        ServerUrl.of(false, "a.test", 389),
                        ServerUrl.of(false, "b.test", 389),
                        ServerUrl.of(false, "c.test", 3389));
        assertThat(records.servers(ServerUrl.srv(true, "corp.test"))).allMatch(ServerUrl::tls);
    }

    @Test
    void a_domain_that_has_no_records_is_unreachable_and_the_message_names_the_record() {
        dns.set(RECORD);
        assertUnreachable(DOMAIN, RECORD);
    }

    @Test
    void a_domain_that_does_not_exist_is_unreachable_and_the_message_names_the_records() {
        assertUnreachable(DOMAIN, RECORD);
        assertUnreachable(SITE, SITE_RECORD + ", " + RECORD);
    }

    @Test
    void a_domain_that_offers_no_directory_is_unreachable() {
        dns.set(RECORD, new Srv(0, 0, 0, ""));
        assertUnreachable(DOMAIN, RECORD);
    }

    @Test
    void a_name_server_that_is_silent_is_given_up_in_time() {
        dns.silence();
        long since = System.nanoTime();
        assertUnreachable(SITE, RECORD);
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(TIMEOUT.plusSeconds(1));
    }

    @Test
    void a_resolver_that_knows_no_time_limit_is_given_up_in_time() {
        CountDownLatch over = new CountDownLatch(1);
        SrvRecords stuck = new SrvRecords(
                name -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return java.util.Set.of();
                },
                Duration.ofMillis(100),
                new Random(1),
                now::get);
        assertThatThrownBy(() -> stuck.servers(DOMAIN))
                .isInstanceOf(DirectoryException.class)
                .hasMessageContaining(RECORD)
                .hasMessageContaining("in time");
        over.countDown();
    }

    private void assertUnreachable(ServerUrl source, String says) {
        assertThatThrownBy(() -> records.servers(source))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.UNREACHABLE))
                .hasMessageContaining(says);
    }

    // Sites

    @Test
    void the_servers_of_the_site_come_first_and_the_domains_others_behind_them() throws Exception {
        dns.set(SITE_RECORD, C).set(RECORD, A, B, C);
        assertThat(hosts(SITE)).containsExactly("c.test", "a.test", "b.test");
        assertThat(dns.asked).containsExactly(SITE_RECORD, RECORD);
    }

    @Test
    void a_site_without_records_leaves_the_domains_servers() throws Exception {
        dns.set(RECORD, A, B);
        assertThat(hosts(SITE)).containsExactly("a.test", "b.test");
        dns.set(SITE_RECORD, new Srv(0, 0, 0, ""));
        pass(Duration.ofMinutes(6));
        assertThat(hosts(SITE)).containsExactly("a.test", "b.test");
    }

    @Test
    void a_site_is_served_by_itself_where_the_domain_names_nobody() throws Exception {
        dns.set(SITE_RECORD, C);
        assertThat(hosts(SITE)).containsExactly("c.test");
    }

    // How long answers are kept

    @Test
    void an_answer_is_kept_for_five_minutes() throws Exception {
        dns.set(RECORD, A);
        hosts(DOMAIN);
        dns.set(RECORD, B);
        pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(hosts(DOMAIN)).containsExactly("a.test");
        assertThat(dns.asked).hasSize(1);
        pass(Duration.ofNanos(1));
        assertThat(hosts(DOMAIN)).containsExactly("b.test");
    }

    @Test
    void the_last_answer_serves_while_dns_fails_which_is_then_asked_every_half_minute() throws Exception {
        dns.set(RECORD, A);
        hosts(DOMAIN);
        dns.fail(true);
        pass(Duration.ofMinutes(6));
        assertThat(hosts(DOMAIN)).containsExactly("a.test");
        int asked = dns.asked.size();
        assertThat(hosts(DOMAIN)).containsExactly("a.test");
        assertThat(dns.asked).hasSize(asked);
        dns.fail(false);
        dns.set(RECORD, B);
        pass(Duration.ofSeconds(30));
        assertThat(hosts(DOMAIN)).containsExactly("b.test");
    }

    @Test
    void a_name_that_is_gone_is_an_answer_and_is_asked_for_again_after_half_a_minute() throws Exception {
        dns.set(RECORD, A);
        hosts(DOMAIN);
        dns.remove(RECORD);
        pass(Duration.ofMinutes(6));
        assertUnreachable(DOMAIN, RECORD);
        dns.set(RECORD, A);
        pass(Duration.ofSeconds(30));
        assertThat(hosts(DOMAIN)).containsExactly("a.test");
    }

    @Test
    void dns_that_fails_from_the_start_is_asked_each_time() throws Exception {
        dns.fail(true);
        dns.set(RECORD, A);
        assertUnreachable(DOMAIN, RECORD);
        dns.fail(false);
        assertThat(hosts(DOMAIN)).containsExactly("a.test");
    }

    @Test
    void the_order_that_was_drawn_stays_while_the_records_do() throws Exception {
        Srv[] equals = new Srv[10];
        for (int i = 0; i < equals.length; i++) {
            equals[i] = new Srv(0, 10, 389, "host" + i + ".test");
        }
        dns.set(RECORD, equals);
        List<String> drawn = hosts(DOMAIN);
        for (int i = 0; i < 5; i++) {
            pass(Duration.ofMinutes(6));
            assertThat(hosts(DOMAIN)).isEqualTo(drawn);
        }
        assertThat(dns.asked).hasSize(6);
    }

    // Records

    @Test
    void a_record_that_says_the_service_is_not_offered_is_passed_over() {
        assertThat(Srv.parse("0 0 0 .")).isEmpty();
        assertThat(Srv.parse("0 0 389 .")).isEmpty();
        assertThat(Srv.parse("x 0 389 a.test.")).isEmpty();
        assertThat(Srv.parse("0 0 389")).isEmpty();
        assertThat(Srv.parse("1 2 389 A.Test.")).hasValue(new Srv(1, 2, 389, "a.test"));
    }

    @Test
    void a_plain_server_is_itself() throws Exception {
        JndiConnectionFactory factory = new JndiConnectionFactory(Configs.of());
        assertThat(factory.locate(Configs.ldap(389))).containsExactly(Configs.ldap(389));
        assertThat(Configs.ldap(389).inSite("berlin")).isEqualTo(Configs.ldap(389));
    }
}
