package io.blueshift.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The demo's plain file: invented monthly exchange rates for the 25 nations of TPC-H over the seven years of its orders,
 * 2,100 rows. Money in TPC-H is taken to be US dollars. The rates drift by a fixed rule, so every run has the same file.
 */
public final class ExchangeRates {
    private static final LocalDate FIRST = LocalDate.of(1992, 1, 1);
    private static final int MONTHS = 84;
    private static final List<String> NATIONS = List.of("ALGERIA:DZD:22.80", "ARGENTINA:ARS:0.99", "BRAZIL:BRL:1.05",
            "CANADA:CAD:1.21", "EGYPT:EGP:3.32", "ETHIOPIA:ETB:2.07", "FRANCE:FRF:5.29", "GERMANY:DEM:1.56",
            "INDIA:INR:25.90", "INDONESIA:IDR:2030.00", "IRAN:IRR:65.50", "IRAQ:IQD:310.00", "JAPAN:JPY:126.70",
            "JORDAN:JOD:0.68", "KENYA:KES:32.20", "MOROCCO:MAD:8.54", "MOZAMBIQUE:MZM:2433.00", "PERU:PEN:1.25",
            "CHINA:CNY:5.51", "ROMANIA:ROL:308.00", "SAUDI ARABIA:SAR:3.75", "VIETNAM:VND:11200.00",
            "RUSSIA:RUR:192.00", "UNITED KINGDOM:GBP:0.57", "UNITED STATES:USD:1.00");

    private ExchangeRates() {}

    /**
     * One line of the file.
     *
     * @param month first day of the month
     * @param nation name of the nation as TPC-H spells it
     * @param currency three-letter code
     * @param perDollar units of the currency for one US dollar, four places
     */
    public record Rate(LocalDate month, String nation, String currency, BigDecimal perDollar) {}

    public static List<Rate> all() {
        List<Rate> rates = new ArrayList<>(MONTHS * NATIONS.size());
        for (int month = 0; month < MONTHS; month++) {
            for (int nation = 0; nation < NATIONS.size(); nation++) {
                rates.add(rate(month, nation));
            }
        }
        return List.copyOf(rates);
    }

    /** The file's text: a heading, then a line per rate. */
    public static String csv() {
        StringBuilder text = new StringBuilder("month,nation,currency,per_dollar\n");
        all().forEach(rate -> text.append(Stream.of(rate.month(), rate.nation(), rate.currency(), rate.perDollar())
                .map(Object::toString)
                .reduce((left, right) -> left + "," + right)
                .orElseThrow()).append('\n'));
        return text.toString();
    }

    private static Rate rate(int month, int nation) {
        String[] parts = NATIONS.get(nation).split(":");
        String currency = parts[1].toUpperCase(Locale.ROOT);
        // Up to 6 % around the base rate in steps of 1 %, each nation at its own pace; the dollar itself stands still
        int percent = currency.equals("USD") ? 100 : 94 + (month * (nation + 3)) % 13;
        BigDecimal perDollar = new BigDecimal(parts[2]).multiply(BigDecimal.valueOf(percent)).movePointLeft(2)
                .setScale(4);
        return new Rate(FIRST.plusMonths(month), parts[0], currency, perDollar);
    }
}
