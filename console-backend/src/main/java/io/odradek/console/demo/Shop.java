package io.odradek.console.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Makes up what happens in a shop. One thread. */
final class Shop {

    private static final String[] FIRST = {"Ada", "Grace", "Edsger", "Barbara", "Donald", "Margaret", "Tony", "Frances",
        "Niklaus", "Radia", "Leslie", "Hedy"};
    private static final String[] STREETS = {"Spindle Lane", "Thread Street", "Star Square", "Attic Row", "Stair Hill"};
    private static final String[] CITIES = {"Prague", "Seoul", "Lisbon", "Oslo", "Porto", "Graz", "Delft", "Busan"};
    private static final String[] COUNTRIES = {"CZ", "KR", "PT", "NO", "PT", "AT", "NL", "KR"};
    private static final String[] GOODS = {"bobbin", "needle", "yarn", "button", "ribbon", "scissors", "thimble"};
    private static final String[] PAGES = {"/", "/search", "/cart", "/checkout", "/help"};
    private static final int CUSTOMERS = 400;

    private final Random random;
    private long orders = 1_000;

    Shop(Random random) {
        this.random = random;
    }

    /** A record to send. */
    record Message(String key, String value, Map<String, String> headers) {
    }

    Message order() {
        int customer = customer();
        StringBuilder items = new StringBuilder();
        double total = 0;
        for (int i = random.nextInt(3); i >= 0; i--) {
            double price = (100 + random.nextInt(4_900)) / 100.0;
            int count = 1 + random.nextInt(4);
            total += price * count;
            items.append(items.isEmpty() ? "" : ",").append(String.format(Locale.ROOT,
                    "{\"article\":\"%s\",\"count\":%d,\"price\":%.2f}", pick(GOODS), count, price));
        }
        String value = String.format(Locale.ROOT,
                "{\"order\":%d,\"customer\":\"%s\",\"placed\":\"%s\",\"items\":[%s],\"total\":%.2f,"
                        + "\"currency\":\"EUR\"}",
                ++orders, id(customer), Instant.now(), items, total);
        return new Message(id(customer), value, Map.of("trace-id", Long.toHexString(random.nextLong()), "source",
                "web"));
    }

    Message address() {
        int customer = customer();
        String value = String.format(Locale.ROOT,
                "{\"customer\":\"%s\",\"name\":\"%s\",\"street\":\"%s %d\",\"city\":\"%s\",\"since\":\"%s\"}",
                id(customer),
                FIRST[customer % FIRST.length], pick(STREETS), 1 + random.nextInt(80), pick(CITIES), Instant.now());
        return new Message(id(customer), value, Map.of("schema", "address-v2"));
    }

    Message pageView() {
        int customer = customer();
        String page = random.nextInt(3) == 0 ? pick(PAGES) : "/articles/" + pick(GOODS);
        String value = String.format(Locale.ROOT, "{\"customer\":\"%s\",\"page\":\"%s\",\"at\":\"%s\",\"ms\":%d}",
                id(customer), page, Instant.now(), 5 + (int) Math.abs(random.nextGaussian() * 40));
        return new Message(id(customer), value, Map.of("session", Integer.toHexString(customer * 7_919)));
    }

    /** What is known of each city: its country. */
    List<Message> cities() {
        List<Message> all = new ArrayList<>();
        for (int i = 0; i < CITIES.length; i++) all.add(new Message(CITIES[i], COUNTRIES[i], Map.of()));
        return all;
    }

    /** Some customers come more often than others. */
    private int customer() {
        return (int) (CUSTOMERS * Math.pow(random.nextDouble(), 2));
    }

    private static String id(int customer) {
        return "customer-" + customer;
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
