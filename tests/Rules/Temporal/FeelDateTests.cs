using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class FeelDateTests
{
    [Fact]
    public void Days_count_as_the_frameworks_calendar_counts_them()
    {
        for (var day = new DateOnly(1, 1, 1); day < new DateOnly(9999, 12, 1); day = day.AddDays(17))
        {
            var date = FeelDate.Of(day.Year, day.Month, day.Day)!;

            Assert.Equal(day.DayNumber - new DateOnly(1970, 1, 1).DayNumber, date.EpochDay);
            Assert.Equal(date, FeelDate.OfEpochDay(date.EpochDay));
            Assert.Equal(day.DayOfYear, date.DayOfYear);
            Assert.Equal((int)day.DayOfWeek, date.Weekday % 7);
            Assert.Equal(System.Globalization.ISOWeek.GetWeekOfYear(day.ToDateTime(default)), date.WeekOfYear);
        }
    }

    [Fact]
    public void The_calendar_goes_on_without_a_gap_before_the_year_1()
    {
        var day = FeelDate.Of(-401, 12, 31)!;
        for (var next = day.EpochDay + 1; day.Year < 2; next++)
        {
            var after = FeelDate.OfEpochDay(next)!;

            Assert.Equal(1, after.Order(day));
            Assert.Equal(next, after.EpochDay);
            Assert.Equal((day.Weekday % 7) + 1, after.Weekday);
            day = after;
        }
    }

    [Theory]
    [InlineData(-999_999_999, 1, 1, -1)]
    [InlineData(999_999_999, 12, 31, 1)]
    public void Behind_its_first_and_last_day_the_calendar_ends(int year, int month, int day, int step)
    {
        var last = FeelDate.Of(year, month, day)!;

        Assert.Equal(last, FeelDate.OfEpochDay(last.EpochDay));
        Assert.Null(FeelDate.OfEpochDay(last.EpochDay + step));
        Assert.Null(FeelDate.OfEpochDay(step * (long.MaxValue - 1)));
        Assert.Null(last.PlusMonths(step));
        Assert.Null(last.PlusMonths(step * (long.MaxValue - 1)));
    }

    [Theory]
    [InlineData(2021, 2, 29)]
    [InlineData(1900, 2, 29)]
    [InlineData(-1, 2, 29)]
    [InlineData(2021, 4, 31)]
    [InlineData(2021, 0, 1)]
    [InlineData(2021, 13, 1)]
    [InlineData(2021, 1, 0)]
    [InlineData(1_000_000_000, 1, 1)]
    [InlineData(-1_000_000_000, 1, 1)]
    public void There_is_no_date_that_the_calendar_has_not(long year, long month, long day) => Assert.Null(FeelDate.Of(year, month, day));

    [Theory]
    [InlineData("2000-02-29")]
    [InlineData("0000-02-29")]
    [InlineData("-0004-02-29")]
    [InlineData("2400-02-29")]
    public void Leap_years_have_a_29th_of_February(string date) => Assert.Equal(60, Written.Date(date).DayOfYear);

    [Theory]
    [InlineData("2018-12-10", "1")]
    [InlineData("2018-12-16", "7")]
    public void Weeks_begin_on_Monday(string date, string weekday) => Assert.Equal(weekday, Written.Property(date, "weekday"));

    [Fact]
    public void A_date_has_its_parts_and_nothing_else()
    {
        Assert.Equal("-2018", Written.Property("-2018-12-10", "year"));
        Assert.Equal("12", Written.Property("2018-12-10", "month"));
        Assert.Equal("10", Written.Property("2018-12-10", "day"));
        Assert.Null(Written.Property("2018-12-10", "hour"));
        Assert.Null(Written.Property("2018-12-10", "Year"));
    }

    [Theory]
    [InlineData("2011-12-22", "2013-08-24", 20)]
    [InlineData("2013-08-24", "2011-12-22", -20)]
    [InlineData("2015-01-31", "2015-02-28", 0)]
    [InlineData("2015-02-28", "2015-01-31", 0)]
    [InlineData("-2016-01-30", "-2017-02-28", -11)]
    [InlineData("2014-12-31", "-2019-10-01", -48_398)]
    [InlineData("-999999999-01-01", "999999999-12-31", 23_999_999_987)]
    public void Months_between_two_dates_are_whole_ones(string from, string to, long months) => Assert.Equal(months, Written.Date(from).MonthsUntil(Written.Date(to)));
}
