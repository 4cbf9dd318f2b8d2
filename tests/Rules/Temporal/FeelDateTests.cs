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
    [InlineData(2038, 2, 29)]
    [InlineData(2100, 2, 29)]
    [InlineData(-100, 2, 29)]
    [InlineData(-6, 2, 29)]
    [InlineData(1974, 6, 31)]
    [InlineData(1974, 0, 9)]
    [InlineData(1974, 13, 9)]
    [InlineData(1974, 7, 0)]
    [InlineData(1974, 7, 32)]
    [InlineData(1_000_000_000, 6, 15)]
    [InlineData(-1_000_000_000, 8, 20)]
    public void There_is_no_date_that_the_calendar_has_not(long year, long month, long day) => Assert.Null(FeelDate.Of(year, month, day));

    [Theory]
    [InlineData("1996-02-29")]
    [InlineData("1600-02-29")]
    [InlineData("-0400-02-29")]
    [InlineData("-0008-02-29")]
    [InlineData("2812-02-29")]
    public void Leap_years_have_a_29th_of_February(string date) => Assert.Equal(60, Written.Date(date).DayOfYear);

    [Theory]
    [InlineData("1969-07-21", "1")]
    [InlineData("1969-07-20", "7")]
    public void Weeks_begin_on_Monday(string date, string weekday) => Assert.Equal(weekday, Written.Property(date, "weekday"));

    [Fact]
    public void A_date_has_its_parts_and_nothing_else()
    {
        Assert.Equal("-753", Written.Property("-0753-04-21", "year"));
        Assert.Equal("7", Written.Property("1969-07-21", "month"));
        Assert.Equal("21", Written.Property("1969-07-21", "day"));
        Assert.Null(Written.Property("1969-07-21", "hour"));
        Assert.Null(Written.Property("1969-07-21", "Year"));
    }

    [Theory]
    [InlineData("1993-05-17", "1996-03-19", 34)]
    [InlineData("1996-03-19", "1993-05-17", -34)]
    [InlineData("1993-05-17", "1996-03-16", 33)]
    [InlineData("2023-08-31", "2023-09-30", 0)]
    [InlineData("2023-09-30", "2023-08-31", 0)]
    [InlineData("-0120-10-30", "-0122-01-29", -33)]
    [InlineData("1850-11-30", "-0031-09-02", -22_574)]
    [InlineData("-999999999-03-15", "999999999-09-14", 23_999_999_981)]
    public void Months_between_two_dates_are_whole_ones(string from, string to, long months) => Assert.Equal(months, Written.Date(from).MonthsUntil(Written.Date(to)));
}
