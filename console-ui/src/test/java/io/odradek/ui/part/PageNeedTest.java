package io.odradek.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.problem.Sentence;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PageNeedTest {
    @Test
    void pagesOfATopicOrGroupAskForThatOne() {
        assertThat(need("c/local/topics/orders/messages", "cluster=local", "topic=orders"))
                .isEqualTo(Need.view("local", Need.Kind.TOPIC, "orders"));
        assertThat(need("c/local/groups/billing", "cluster=local", "group=billing"))
                .isEqualTo(Need.view("local", Need.Kind.GROUP, "billing"));
        assertThat(need("c/local/streams/counter", "cluster=local", "app=counter"))
                .isEqualTo(Need.view("local", Need.Kind.GROUP, "counter"));
        assertThat(need("c/local/topics", "cluster=local").kind()).isEqualTo(Need.Kind.TOPIC);
        assertThat(need("c/local/topics", "cluster=local").name()).isNull();
    }

    @Test
    void allOthersAskForTheWholeClusterOrTheConsole() {
        for (String page : new String[] {"c/local", "c/local/brokers", "c/local/brokers/1", "c/local/reassign",
            "c/local/control", "c/local/something-new"}) {
            assertThat(need(page, "cluster=local").kind()).as(page).isEqualTo(Need.Kind.CLUSTER);
        }
        assertThat(need("c/local/clusters", "cluster=local")).isEqualTo(Need.console(Permission.VIEW));
        assertThat(Page.need(Permission.ADMIN, "c/local/users", inputs("cluster=local")))
                .isEqualTo(Need.console(Permission.ADMIN));
    }

    @Test
    void whoeverMayNothingIsOfferedNothing() {
        Actor nobody = new Actor("nobody", "", wanted -> Sentence.of("no"));
        assertThat(Page.may(nobody, "local", "topics")).isFalse();
        assertThat(Page.may(nobody, "local", "clusters")).as("without a cluster in it").isTrue();
    }

    private static Need need(String path, String... params) {
        return Page.need(Permission.VIEW, path, inputs(params));
    }

    private static Inputs inputs(String... params) {
        return new Inputs(new RouteParameters(Arrays.stream(params).map(one -> one.split("="))
                .map(pair -> new RouteParam(pair[0], pair[1])).toArray(RouteParam[]::new)), QueryParameters.empty());
    }
}
