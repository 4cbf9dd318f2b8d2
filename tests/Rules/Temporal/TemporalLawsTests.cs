using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

/// <summary>What holds for all values, tried with many made at random, more of them where calendars and clocks turn over.</summary>
public sealed class TemporalLawsTests
{
    private const int Tries = 20_000;
    private static readonly FeelZone?[] Zones =
        [null, FeelZone.Utc, FeelZone.OfOffset(-12_600), FeelZone.OfOffset(50_400), FeelZone.OfId("Europe/Paris"), FeelZone.OfId("America/Santiago"), FeelZone.OfId("Australia/Lord_Howe")];

    private readonly Random _random = new(1_582_1015);

    [Fact]
    public void A_duration_added_and_taken_away_again_leaves_what_was_there()
    {
        for (var i = 0; i < Tries; i++)
        {
            var (moment, duration) = (Moment(), Days());
            if (moment.Plus(duration) is not { } later)
                continue;

            var back = later.Plus(duration.Negate())!;
            Assert.Equal(DaysDuration.OfSeconds(0), back.Minus(moment));
            // In an hour that a zone skips, what was written is not what clocks show.
            if (moment.Time.Zone?.Id is null)
                Assert.Equal(moment, back);
            Assert.Equal(duration, later.Minus(moment));
            var time = moment.Time;
            Assert.Equal(time, time.Plus(duration).Plus(duration.Negate()));
        }
    }

    [Fact]
    public void Months_added_and_taken_away_again_leave_the_day_or_the_last_one_of_a_shorter_month()
    {
        for (var i = 0; i < Tries; i++)
        {
            var (date, months) = (Date(), (long)_random.Next(-5_000, 5_000));
            if (date.PlusMonths(months) is not { } later)
                continue;

            var back = later.PlusMonths(-months)!;
            Assert.Equal((date.Year, date.Month), (back.Year, back.Month));
            Assert.Equal(Math.Min(date.Day, later.Day), back.Day);
            Assert.InRange(date.MonthsUntil(later) - months, months > 0 ? -1 : 0, months < 0 ? 1 : 0);
        }
    }

    [Fact]
    public void Order_is_total_among_local_ones_and_among_those_of_zones_and_agrees_with_equality()
    {
        for (var i = 0; i < Tries; i++)
        {
            IFeelTemporal[][] kinds = [[Date(), Date(), Date()], [Moment(), Moment(), Moment()], [Moment().Time, Moment().Time, Moment().Time], [Days(), Days(), Days()], [Months(), Months(), Months()]];
            foreach (var three in kinds)
            {
                var (a, b, c) = (three[0], three[1], three[2]);
                Assert.Equal(0, a.Order(a));
                Assert.Equal(-a.Order(b), b.Order(a));
                Assert.Equal(a.Order(b) == 0, a.IsSame(b));
                if (a.Order(b) <= 0 && b.Order(c) <= 0)
                    Assert.True(a.Order(c) <= 0);
            }
        }
    }

    [Fact]
    public void What_is_written_is_read_again_and_is_the_same()
    {
        for (var i = 0; i < Tries; i++)
        {
            foreach (var value in new IFeelTemporal[] { Date(), Moment(), Moment().Time, Days(), Months() })
                Assert.Equal(value, TemporalText.Parse(value.ToString()!).Content);
        }
    }

    [Fact]
    public void The_parts_of_a_duration_add_up_to_it_and_have_its_sign()
    {
        for (var i = 0; i < Tries; i++)
        {
            var duration = Days();
            var (days, hours, minutes, seconds) = (Part(duration, "days"), Part(duration, "hours"), Part(duration, "minutes"), Part(duration, "seconds"));

            Assert.Equal((decimal)duration.Nanoseconds / 1_000_000_000, (((((days * 24) + hours) * 60) + minutes) * 60) + seconds);
            Assert.All([days, hours, minutes, seconds], part => Assert.True(part == 0 || part > 0 == duration.Nanoseconds > 0));
            var months = Months();
            Assert.Equal(months.Months, (Part(months, "years") * 12) + Part(months, "months"));
            Assert.InRange(Math.Abs(Part(months, "months")), 0, 11);
        }
    }

    private static decimal Part(IFeelTemporal value, string name) => value.TryGetProperty(name, out var part) ? decimal.Parse(part.Number.ToString(), System.Globalization.CultureInfo.InvariantCulture) : throw new ArgumentException("There is no such part.", nameof(name));

    private FeelDate Date() => _random.Next(3) switch
    {
        0 => FeelDate.OfEpochDay(_random.NextInt64(-365_000_000_000, 364_000_000_000))!,
        1 => FeelDate.Of(2_000 + _random.Next(-5, 5), 1, 1)!.Plus(DaysDuration.OfSeconds(86_400L * _random.Next(-3, 62)))!,
        _ => FeelDate.OfEpochDay(_random.Next(-900_000, 100_000))!,
    };

    private FeelDateTime Moment() => new(
        Date(),
        FeelTime.OfNanosecond(_random.Next(2) == 0 ? _random.NextInt64(86_400) * 1_000_000_000 : _random.NextInt64(86_400_000_000_000), Zones[_random.Next(Zones.Length)])!);

    private DaysDuration Days() => _random.Next(2) == 0
        ? DaysDuration.OfSeconds(_random.Next(-400_000, 400_000))
        : DaysDuration.Of(_random.NextInt64(-long.MaxValue, long.MaxValue) * (Int128)_random.Next(1, 1_000))!;

    private MonthsDuration Months() => MonthsDuration.Of(_random.Next(2) == 0 ? _random.Next(-30, 30) : _random.NextInt64(-900_000_000_000_000_000, 900_000_000_000_000_000))!;
}
