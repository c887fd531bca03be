package io.odradek.console.streams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Gives boxes and arrows their places: layers from top to bottom, sub-topologies in frames. Used once. */
final class Layout {

    /** About the width of a letter of 12 px, px. */
    private static final double LETTER = 6.7;
    private static final double PADDING = 26;
    private static final double NARROWEST = 84;
    private static final double HEIGHT = 30;
    /** Two lines: the topic and what flows through it. */
    private static final double TOPIC_HEIGHT = 42;
    static final int LONGEST = 40;

    private final Map<String, ElkNode> places = new HashMap<>();
    private final Map<String, ElkNode> frames = new HashMap<>();
    private final ElkNode root = ElkGraphUtil.createGraph();

    /** A place, px from the upper left corner. */
    record Place(double x, double y, double width, double height) {
    }

    /** Corners of an arrow. */
    record Path(String from, String to, List<double[]> points) {
    }

    /** All of it. */
    record Drawing(double width, double height, Map<String, Place> boxes, Map<String, Place> frames,
            List<Path> arrows) {
    }

    static Drawing of(Graph graph) {
        // Says it is there already when it is.
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        return new Layout().place(graph);
    }

    private Drawing place(Graph graph) {
        options(root);
        root.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
        for (String part : graph.parts()) {
            ElkNode frame = ElkGraphUtil.createNode(root);
            options(frame);
            frame.setProperty(CoreOptions.PADDING, new ElkPadding(34, 16, 16, 16));
            frames.put(part, frame);
        }
        graph.boxes().forEach((id, box) -> {
            ElkNode node = ElkGraphUtil.createNode(box.part().isEmpty() ? root : frames.get(box.part()));
            boolean topic = box.kind() == Graph.Kind.TOPIC || box.kind() == Graph.Kind.INTERNAL;
            double letters = Math.min(LONGEST, box.label().length());
            node.setDimensions(Math.max(topic ? 130 : NARROWEST, letters * LETTER + PADDING),
                    topic ? TOPIC_HEIGHT : HEIGHT);
            places.put(id, node);
        });
        Map<ElkEdge, Graph.Arrow> edges = new HashMap<>();
        graph.arrows().forEach(arrow -> edges.put(ElkGraphUtil.createSimpleEdge(places.get(arrow.from()),
                places.get(arrow.to())), arrow));
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        Map<String, Place> boxes = new HashMap<>();
        places.forEach((id, node) -> boxes.put(id, place(node)));
        Map<String, Place> around = new HashMap<>();
        frames.forEach((part, node) -> around.put(part, place(node)));
        List<Path> paths = new ArrayList<>();
        edges.forEach((edge, arrow) -> paths.add(new Path(arrow.from(), arrow.to(), points(edge))));
        return new Drawing(root.getWidth(), root.getHeight(), boxes, around, paths);
    }

    private static void options(ElkNode node) {
        node.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        node.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        node.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        node.setProperty(LayeredOptions.SPACING_NODE_NODE, 26.0);
        node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 34.0);
        node.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 14.0);
    }

    private static Place place(ElkNode node) {
        double[] from = corner(node);
        return new Place(from[0], from[1], node.getWidth(), node.getHeight());
    }

    private static double[] corner(ElkNode node) {
        double x = 0;
        double y = 0;
        for (ElkNode n = node; n != null; n = n.getParent()) {
            x += n.getX();
            y += n.getY();
        }
        return new double[] {x, y};
    }

    /** An edge's places count from the corner of the node that holds it. */
    private static List<double[]> points(ElkEdge edge) {
        double[] from = edge.getContainingNode() == null ? new double[2] : corner(edge.getContainingNode());
        List<double[]> points = new ArrayList<>();
        for (ElkEdgeSection section : edge.getSections()) {
            points.add(new double[] {from[0] + section.getStartX(), from[1] + section.getStartY()});
            for (ElkBendPoint bend : section.getBendPoints()) {
                points.add(new double[] {from[0] + bend.getX(), from[1] + bend.getY()});
            }
            points.add(new double[] {from[0] + section.getEndX(), from[1] + section.getEndY()});
        }
        return points;
    }
}
