using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class FeelDateTimeTests
{
    [Theory]
    [InlineData("1987-03-14T06:45:10.75", "1987-03-14T06:45:10", true, 0)]
    [InlineData("1987-03-14T06:45:10", "1987-03-13T06:45:10", false, 1)]
    [InlineData("2009-11-03T15:20:00@Europe/Lisbon", "2009-11-03T15:20:00@Asia/Kathmandu", false, 1)]
    [InlineData("2009-07-03T15:20:00+03:00", "2009-07-03T15:20:00@Europe/Helsinki", true, 0)]
    [InlineData("2009-01-03T15:20:00+02:00", "2009-01-03T15:20:00@Europe/Helsinki", true, 0)]
    [InlineData("2009-04-20T18:05:00@Asia/Manila", "2009-04-20T18:05:00@Asia/Taipei", true, 0)]
    [InlineData("1987-03-14T06:45:10+00:00", "1987-03-14T06:45:10@Africa/Abidjan", true, 0)]
    [InlineData("2009-06-30T22:15:00-03:00", "2009-07-01T06:45:00+05:30", true, 0)]
    [InlineData("1987-03-14T06:45:10", "1987-03-14T06:45:10Z", false, null)]
    [InlineData("1987-03-14T06:45:10@Asia/Kathmandu", "1987-03-14T06:45:10", false, null)]
    public void Moments_are_compared_wherever_they_are_told_and_local_ones_only_among_themselves(string one, string other, bool isSame, int? order)
    {
        Assert.Equal(isSame, Comparison.AreEqual(Written.Value(one), Written.Value(other)));
        Assert.Equal(order, Comparison.Order(Written.Value(one), Written.Value(other)));
        Assert.Equal(-order, Comparison.Order(Written.Value(other), Written.Value(one)));
    }

    [Theory]
    [InlineData("1999-06-03T08:47:19", "null", "null")]
    [InlineData("1999-06-03T08:47:19-09:30", "-PT9H30M", "null")]
    [InlineData("2010-01-15T08:00:00@Europe/Helsinki", "PT2H", "Europe/Helsinki")]
    [InlineData("2010-08-15T08:00:00@Europe/Helsinki", "PT3H", "Europe/Helsinki")]
    [InlineData("12010-08-15T08:00:00@Europe/Helsinki", "PT3H", "Europe/Helsinki")]
    [InlineData("999999998-12-30T21:15:00@Europe/Helsinki", "PT2H", "Europe/Helsinki")]
    [InlineData("1999-06-03T08:47:19@Africa/Abidjan", "PT0S", "Africa/Abidjan")]
    public void The_offset_of_a_zone_is_that_of_the_day(string moment, string offset, string zone)
    {
        Assert.Equal(offset, Written.Property(moment, "time offset"));
        Assert.Equal(zone, Written.Property(moment, "timezone"));
    }

    [Theory]
    [InlineData("year", "1999")]
    [InlineData("month", "6")]
    [InlineData("day", "3")]
    [InlineData("weekday", "4")]
    [InlineData("hour", "8")]
    [InlineData("minute", "47")]
    [InlineData("second", "19")]
    [InlineData("days", null)]
    public void It_has_the_parts_of_a_date_and_of_a_time(string name, string? value) => Assert.Equal(value, Written.Property("1999-06-03T08:47:19", name));

    [Fact]
    public void An_hour_that_clocks_skip_is_told_by_the_offset_from_before()
    {
        var skipped = Written.Moment("2022-09-11T00:30:00@America/Santiago");

        Assert.Equal(Written.Moment("2022-09-11T04:30:00Z").EpochSecond, skipped.EpochSecond);
        Assert.Equal("2022-09-11T00:30:00@America/Santiago", skipped.ToString());
    }

    [Fact]
    public void An_hour_that_clocks_show_twice_is_the_first_until_one_comes_to_the_second_by_reckoning()
    {
        var first = Written.Moment("2022-04-02T23:30:00@America/Santiago");
        var hour = DaysDuration.OfSeconds(3_600);

        var second = first.Plus(hour)!;

        Assert.Equal(Written.Moment("2022-04-03T02:30:00Z").EpochSecond, first.EpochSecond);
        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal(1, second.Order(first));
        Assert.Equal("2022-04-03T00:30:00@America/Santiago", second.Plus(hour)!.ToString());
        Assert.Equal(first, second.Plus(hour.Negate()));
    }

    [Fact]
    public void A_day_later_is_24_hours_later_whatever_clocks_do_and_a_month_later_is_the_same_time_of_day()
    {
        var moment = Written.Moment("2023-03-25T18:40:00@Europe/Helsinki");

        Assert.Equal("2023-03-26T19:40:00@Europe/Helsinki", moment.Plus(DaysDuration.OfSeconds(86_400))!.ToString());
        Assert.Equal("2023-04-25T18:40:00@Europe/Helsinki", moment.Plus(MonthsDuration.Of(1)!)!.ToString());
    }

    [Fact]
    public void A_moment_of_the_framework_keeps_its_offset() =>
        Assert.Equal("2026-11-22T09:00:00.1234567-03:00", FeelDateTime.From(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.FromHours(-3)).AddTicks(1_234_567)).ToString());
}
