package io.odradek.engine.coordinator.group;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.group.classic.ClassicGroup;
import io.odradek.engine.coordinator.group.classic.ClassicGroups;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.ConsumerGroupDescribeRequest;
import io.odradek.engine.wire.message.ConsumerGroupDescribeResponse;
import io.odradek.engine.wire.message.DeleteGroupsRequest;
import io.odradek.engine.wire.message.DeleteGroupsResponse;
import io.odradek.engine.wire.message.DescribeGroupsRequest;
import io.odradek.engine.wire.message.DescribeGroupsResponse;
import io.odradek.engine.wire.message.ListGroupsRequest;
import io.odradek.engine.wire.message.ListGroupsResponse;
import io.odradek.engine.wire.message.StreamsGroupDescribeRequest;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/** The way in for whoever lists, describes and deletes groups. Safe on any thread; the futures never fail. */
public final class GroupAdmin {
    /** From this version on, a group that is not there is an error and not a dead group. */
    private static final int NOT_FOUND_SINCE = 6;

    private final GroupCoordinator coordinator;

    GroupAdmin(GroupCoordinator coordinator) {
        this.coordinator = coordinator;
    }

    public CompletableFuture<DescribeGroupsResponse> describe(DescribeGroupsRequest q, short version) {
        List<CompletableFuture<DescribeGroupsResponse.DescribedGroup>> all = new ArrayList<>();
        for (String id : q.groups()) {
            all.add(coordinator.read(id, s -> describe(s, id, version),
                    e -> new DescribeGroupsResponse.DescribedGroup().groupId(id).errorCode(e.code())));
        }
        return all(all).thenApply(groups -> new DescribeGroupsResponse().groups(groups));
    }

    private static DescribeGroupsResponse.DescribedGroup describe(GroupShard s, String id, short version) {
        Group group = s.world().groups().get(id);
        if (group instanceof ClassicGroup c) return ClassicGroups.describe(c);
        var dead = new DescribeGroupsResponse.DescribedGroup().groupId(id).groupState("Dead");
        if (version < NOT_FOUND_SINCE) return dead;
        String why = group == null ? "Group " + id + " not found." : "Group " + id + " is not a classic group.";
        return dead.errorCode(ErrorCode.GROUP_ID_NOT_FOUND.code()).errorMessage(why);
    }

    public CompletableFuture<ConsumerGroupDescribeResponse> describe(ConsumerGroupDescribeRequest q) {
        List<CompletableFuture<ConsumerGroupDescribeResponse.DescribedGroup>> all = new ArrayList<>();
        for (String id : q.groupIds()) {
            all.add(coordinator.read(id, s -> {
                ConsumerGroupDescribeResponse.DescribedGroup d = s.consumers().describe(id);
                return d != null ? d : new ConsumerGroupDescribeResponse.DescribedGroup().groupId(id)
                        .errorCode(ErrorCode.GROUP_ID_NOT_FOUND.code()).errorMessage(s.world().groups().get(id) == null
                                ? "Group " + id + " not found." : "Group " + id + " is not a consumer group.");
            }, e -> new ConsumerGroupDescribeResponse.DescribedGroup().groupId(id).errorCode(e.code())));
        }
        return all(all).thenApply(groups -> new ConsumerGroupDescribeResponse().groups(groups));
    }

    public CompletableFuture<StreamsGroupDescribeResponse> describe(StreamsGroupDescribeRequest q, short version) {
        List<CompletableFuture<StreamsGroupDescribeResponse.DescribedGroup>> all = new ArrayList<>();
        for (String id : q.groupIds()) {
            all.add(coordinator.read(id, s -> {
                var d = s.streams().describe(id, version, q.includeTopologyDescription());
                return d != null ? d : new StreamsGroupDescribeResponse.DescribedGroup().groupId(id)
                        .errorCode(ErrorCode.GROUP_ID_NOT_FOUND.code()).errorMessage(s.world().groups().get(id) == null
                                ? "Group " + id + " not found." : "Group " + id + " is not a streams group.");
            }, e -> new StreamsGroupDescribeResponse.DescribedGroup().groupId(id).errorCode(e.code())));
        }
        return all(all).thenApply(groups -> new StreamsGroupDescribeResponse().groups(groups));
    }

    public CompletableFuture<ListGroupsResponse> list(ListGroupsRequest q) {
        Set<String> states = lower(q.statesFilter());
        Set<String> types = lower(q.typesFilter());
        Predicate<Group> wanted = g -> (states.isEmpty() || states.contains(g.stateName().toLowerCase(Locale.ROOT)))
                && (types.isEmpty() || types.contains(g.type()));
        List<CompletableFuture<ListGroupsResponse>> parts = new ArrayList<>();
        for (int p : coordinator.shards().partitions()) {
            parts.add(coordinator.shards().read(p, s -> new ListGroupsResponse()
                    .groups(s.groups().stream().filter(wanted).map(Group::listed).toList()))
                    .exceptionally(t -> new ListGroupsResponse().errorCode(unlessGone(t))));
        }
        return all(parts).thenApply(shards -> {
            ListGroupsResponse joined = new ListGroupsResponse();
            for (ListGroupsResponse r : shards) {
                if (r.errorCode() != 0) joined.errorCode(r.errorCode());
                joined.groups().addAll(r.groups());
            }
            return joined;
        });
    }

    /** A shard that moved away while it was asked is listed where it is now. */
    private static short unlessGone(Throwable t) {
        ErrorCode e = CoordinatorException.errorOf(t);
        return e == ErrorCode.NOT_COORDINATOR ? 0 : e.code();
    }

    private static Set<String> lower(List<String> names) {
        Set<String> all = new HashSet<>();
        if (names != null) names.forEach(n -> all.add(n.toLowerCase(Locale.ROOT)));
        return all;
    }

    public CompletableFuture<DeleteGroupsResponse> delete(DeleteGroupsRequest q) {
        List<CompletableFuture<DeleteGroupsResponse.DeletableGroupResult>> all = new ArrayList<>();
        for (String id : new java.util.LinkedHashSet<>(q.groupsNames())) {
            Function<ErrorCode, DeleteGroupsResponse.DeletableGroupResult> result = e ->
                    new DeleteGroupsResponse.DeletableGroupResult().groupId(id).errorCode(e.code());
            all.add(coordinator.write(id, s -> s.delete(id).answering(result.apply(ErrorCode.NONE)), result));
        }
        return all(all).thenApply(results -> new DeleteGroupsResponse().results(results));
    }

    static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> parts) {
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(v -> new ArrayList<>(parts.stream().map(CompletableFuture::join).toList()));
    }
}
