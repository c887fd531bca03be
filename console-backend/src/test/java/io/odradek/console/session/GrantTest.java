package io.odradek.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.change.Need;
import io.odradek.console.change.Need.Kind;
import io.odradek.console.change.Permission;
import io.odradek.console.problem.Problem;
import org.junit.jupiter.api.Test;

class GrantTest {

    private static final Need ORDERS = Need.view("prod", Kind.TOPIC, "orders-eu");
    private static final Need TOPICS = Need.at(Permission.VIEW, "prod", "topics", null);
    private static final Need BROKERS = Need.at(Permission.VIEW, "prod", "brokers", null);
    private static final Need USERS = Need.console(Permission.ADMIN);

    @Test
    void rolesIncludeTheLesserOnes() {
        assertThat(allows("viewer", ORDERS)).isTrue();
        assertThat(allows("viewer", Need.action("topic.delete", "prod", "orders-eu"))).isFalse();
        assertThat(allows("editor", Need.action("topic.delete", "prod", "orders-eu"))).isTrue();
        assertThat(allows("editor", Need.action("group.reset", "prod", "billing"))).isTrue();
        assertThat(allows("editor", Need.action("broker.stop", "prod", "1"))).isFalse();
        assertThat(allows("admin", Need.action("broker.stop", "prod", "1"))).isTrue();
        assertThat(allows("admin", USERS)).isTrue();
        assertThat(allows("editor", USERS)).isFalse();
    }

    @Test
    void prefixesNameTopicsOrGroupsAndNothingElse() {
        String grant = "editor on topic:orders-* in prod";
        assertThat(allows(grant, ORDERS)).isTrue();
        assertThat(allows(grant, TOPICS)).as("some of the list").isTrue();
        assertThat(allows(grant, Need.action("topic.delete", "prod", "orders-eu"))).isTrue();
        assertThat(allows(grant, Need.action("topic.delete", "prod", "payments"))).isFalse();
        assertThat(allows(grant, Need.view("test", Kind.TOPIC, "orders-eu"))).as("another cluster").isFalse();
        assertThat(allows(grant, Need.view("prod", Kind.GROUP, "orders-eu"))).as("a group of that name").isFalse();
        assertThat(allows(grant, BROKERS)).isFalse();
        assertThat(allows(grant, Need.glimpse("prod"))).isTrue();
        assertThat(allows("viewer on topic:orders", Need.view("prod", Kind.TOPIC, "orders"))).isTrue();
        assertThat(allows("viewer on topic:orders", ORDERS)).as("no * at the end").isFalse();
        assertThat(allows("viewer on group:*", Need.at(Permission.VIEW, "prod", "groups", null))).isTrue();
    }

    @Test
    void actionsLetOneLookAndDoThatAlone() {
        assertThat(allows("topic.create", Need.action("topic.create", "prod", "x"))).isTrue();
        assertThat(allows("topic.create", Need.action("topic.delete", "prod", "x"))).isFalse();
        assertThat(allows("topic.*", Need.action("topic.delete", "prod", "x"))).isTrue();
        assertThat(allows("topic.*", Need.action("record.produce", "prod", "x"))).isFalse();
        assertThat(allows("record.produce on topic:orders-*", ORDERS)).isTrue();
        assertThat(allows("broker.*", USERS)).as("nothing of the console's own").isFalse();
        assertThat(allows("broker.*", Need.action("cluster.add", "", ""))).isFalse();
    }

    @Test
    void adminsOfOneClusterAreNoneOfTheConsole() {
        assertThat(allows("admin in prod", Need.action("broker.kill", "prod", "1"))).isTrue();
        assertThat(allows("admin in prod", Need.action("broker.kill", "test", "1"))).isFalse();
        assertThat(allows("admin in prod", USERS)).isFalse();
        assertThat(allows("admin on topic:*", USERS)).isFalse();
        assertThat(allows("admin in prod", Need.action("cluster.remove", "prod", "prod"))).isFalse();
    }

    @Test
    void actionsThatNobodyHasClassedAskForAnAdministrator() {
        Need strange = Need.action("warp.engage", "prod", "orders-eu");
        assertThat(allows("editor", strange)).isFalse();
        assertThat(allows("admin on topic:*", strange)).isFalse();
        assertThat(allows("admin in prod", strange)).isTrue();
    }

    @Test
    void textIsUnderstoodAndToldTheSame() {
        for (String text : new String[] {"viewer", "admin in prod", "editor on topic:orders-* in prod",
            "topic.create on topic:a", "group.* on group:billing"}) {
            assertThat(Grant.parse(text)).hasToString(text);
        }
        assertThat(Grant.parse("  Editor   ON topic:a  IN b ")).hasToString("editor on topic:a in b");
        for (String text : new String[] {"", "king", "viewer of all", "viewer on orders", "viewer on topic:",
            "user.add", "session.in", "cluster.*"}) {
            assertThatThrownBy(() -> Grant.parse(text)).as(text).isInstanceOf(Problem.class);
        }
    }

    private static boolean allows(String grant, Need need) {
        return Grant.parse(grant).allows(need);
    }
}
