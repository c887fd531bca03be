package io.odradek.ui;

import com.vaadin.flow.component.Component;
import io.odradek.ui.access.AuditView;
import io.odradek.ui.access.UsersView;
import io.odradek.ui.broker.BrokerView;
import io.odradek.ui.broker.BrokersView;
import io.odradek.ui.cluster.ClustersView;
import io.odradek.ui.control.ControlView;
import io.odradek.ui.gallery.GalleryView;
import io.odradek.ui.group.GroupView;
import io.odradek.ui.group.GroupsView;
import io.odradek.ui.overview.OverviewView;
import io.odradek.ui.reassign.ReassignView;
import io.odradek.ui.record.MessagesView;
import io.odradek.ui.replication.ReplicationView;
import io.odradek.ui.replication.TopicReplicationView;
import io.odradek.ui.shell.Failure;
import io.odradek.ui.shell.NoPermission;
import io.odradek.ui.shell.NotFound;
import io.odradek.ui.shell.StartView;
import io.odradek.ui.storage.StorageView;
import io.odradek.ui.storage.TopicStorageView;
import io.odradek.ui.streams.ApplicationView;
import io.odradek.ui.streams.StreamsView;
import io.odradek.ui.topic.TopicView;
import io.odradek.ui.topic.TopicsView;
import io.odradek.ui.transaction.TransactionsView;
import io.odradek.ui.zookeeper.ZookeeperView;
import java.util.List;
import java.util.stream.Stream;

/** Every page there is. A test compares this list with what carries a route. */
final class Routes {
    static final List<Class<? extends Component>> PAGES =
            List.of(StartView.class, OverviewView.class, BrokersView.class, BrokerView.class,
            TopicsView.class, TopicView.class, MessagesView.class, GroupsView.class, GroupView.class,
            ReassignView.class, StreamsView.class, ApplicationView.class, ControlView.class,
            ClustersView.class, UsersView.class, AuditView.class, ReplicationView.class, TopicReplicationView.class,
            StorageView.class, TopicStorageView.class, TransactionsView.class, ZookeeperView.class);
    static final List<Class<? extends Component>> DEVELOPMENT = List.of(GalleryView.class);
    static final List<Class<? extends Component>> ERRORS = List.of(NotFound.class, NoPermission.class,
            Failure.class);

    private Routes() {
    }

    /** The gallery is served only where {@code -Dodradek.gallery=true} asks for it. */
    static List<Class<? extends Component>> pages() {
        return Boolean.getBoolean("odradek.gallery") ? Stream.concat(PAGES.stream(), DEVELOPMENT.stream()).toList()
                : PAGES;
    }
}
