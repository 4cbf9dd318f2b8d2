using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class FeelDateTimeTests
{
    [Theory]
    [InlineData("2018-12-08T00:00:00.0001", "2018-12-08T00:00:00", true, 0)]
    [InlineData("2018-12-08T00:00:00", "2018-12-07T00:00:00", false, 1)]
    [InlineData("2018-12-08T00:00:00@Europe/Paris", "2018-12-08T00:00:00@Asia/Dhaka", false, 1)]
    [InlineData("2018-10-08T00:00:00+02:00", "2018-10-08T00:00:00@Europe/Paris", true, 0)]
    [InlineData("2018-02-08T00:00:00+01:00", "2018-02-08T00:00:00@Europe/Paris", true, 0)]
    [InlineData("2002-04-02T12:00:00@Australia/Melbourne", "2002-04-02T12:00:00@Australia/Sydney", true, 0)]
    [InlineData("2018-12-08T00:00:00+00:00", "2018-12-08T00:00:00@Etc/UTC", true, 0)]
    [InlineData("2002-04-02T23:00:00-04:00", "2002-04-03T02:00:00-01:00", true, 0)]
    [InlineData("2018-12-08T00:00:00", "2018-12-08T00:00:00Z", false, null)]
    [InlineData("2018-12-08T00:00:00@Asia/Dhaka", "2018-12-08T00:00:00", false, null)]
    public void Moments_are_compared_wherever_they_are_told_and_local_ones_only_among_themselves(string one, string other, bool isSame, int? order)
    {
        Assert.Equal(isSame, Comparison.AreEqual(Written.Value(one), Written.Value(other)));
        Assert.Equal(order, Comparison.Order(Written.Value(one), Written.Value(other)));
        Assert.Equal(-order, Comparison.Order(Written.Value(other), Written.Value(one)));
    }

    [Theory]
    [InlineData("2018-12-08T00:00:00", "null", "null")]
    [InlineData("2018-12-08T00:00:00+05:00", "PT5H", "null")]
    [InlineData("2018-12-08T00:00:00@Europe/Paris", "PT1H", "Europe/Paris")]
    [InlineData("2018-07-08T00:00:00@Europe/Paris", "PT2H", "Europe/Paris")]
    [InlineData("12018-07-08T00:00:00@Europe/Paris", "PT2H", "Europe/Paris")]
    [InlineData("999999999-12-31T23:59:59@Europe/Paris", "PT1H", "Europe/Paris")]
    [InlineData("2018-12-10T10:30:00@Etc/UTC", "PT0S", "Etc/UTC")]
    public void The_offset_of_a_zone_is_that_of_the_day(string moment, string offset, string zone)
    {
        Assert.Equal(offset, Written.Property(moment, "time offset"));
        Assert.Equal(zone, Written.Property(moment, "timezone"));
    }

    [Theory]
    [InlineData("year", "2018")]
    [InlineData("month", "12")]
    [InlineData("day", "10")]
    [InlineData("weekday", "1")]
    [InlineData("hour", "10")]
    [InlineData("minute", "30")]
    [InlineData("second", "1")]
    [InlineData("days", null)]
    public void It_has_the_parts_of_a_date_and_of_a_time(string name, string? value) => Assert.Equal(value, Written.Property("2018-12-10T10:30:01", name));

    [Fact]
    public void An_hour_that_clocks_skip_is_told_by_the_offset_from_before()
    {
        var skipped = Written.Moment("2021-03-28T02:30:00@Europe/Paris");

        Assert.Equal(Written.Moment("2021-03-28T01:30:00Z").EpochSecond, skipped.EpochSecond);
        Assert.Equal("2021-03-28T02:30:00@Europe/Paris", skipped.ToString());
    }

    [Fact]
    public void An_hour_that_clocks_show_twice_is_the_first_until_one_comes_to_the_second_by_reckoning()
    {
        var first = Written.Moment("2021-10-31T02:30:00@Europe/Paris");
        var hour = DaysDuration.OfSeconds(3_600);

        var second = first.Plus(hour)!;

        Assert.Equal(Written.Moment("2021-10-31T00:30:00Z").EpochSecond, first.EpochSecond);
        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal(1, second.Order(first));
        Assert.Equal("2021-10-31T03:30:00@Europe/Paris", second.Plus(hour)!.ToString());
        Assert.Equal(first, second.Plus(hour.Negate()));
    }

    [Fact]
    public void A_day_later_is_24_hours_later_whatever_clocks_do_and_a_month_later_is_the_same_time_of_day()
    {
        var moment = Written.Moment("2021-03-27T12:00:00@Europe/Paris");

        Assert.Equal("2021-03-28T13:00:00@Europe/Paris", moment.Plus(DaysDuration.OfSeconds(86_400))!.ToString());
        Assert.Equal("2021-04-27T12:00:00@Europe/Paris", moment.Plus(MonthsDuration.Of(1)!)!.ToString());
    }

    [Fact]
    public void A_moment_of_the_framework_keeps_its_offset() =>
        Assert.Equal("2026-11-22T09:00:00.1234567-03:00", FeelDateTime.From(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.FromHours(-3)).AddTicks(1_234_567)).ToString());
}
