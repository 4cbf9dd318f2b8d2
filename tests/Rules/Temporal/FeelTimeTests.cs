using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class FeelTimeTests
{
    [Theory]
    [InlineData("06:45:10", "06:45:10", true, 0)]
    [InlineData("06:45:11", "06:45:10", false, 1)]
    [InlineData("06:45:10.75", "06:45:10.2", true, 0)]
    [InlineData("06:45:10Z", "06:45:10+00:00", true, 0)]
    [InlineData("06:45:10+03:30", "03:15:10Z", true, 0)]
    [InlineData("17:20:00+02:00", "17:20:00@Europe/Helsinki", true, 0)]
    [InlineData("17:20:00@Europe/Helsinki", "17:20:00@America/Lima", false, -1)]
    [InlineData("23:10:00-03:00", "02:10:00Z", false, 1)]
    [InlineData("06:45:10", "06:45:10Z", false, null)]
    [InlineData("06:45:10@America/Lima", "06:45:10", false, null)]
    public void Times_are_compared_by_whole_seconds_in_UTC_and_local_ones_only_among_themselves(string one, string other, bool isSame, int? order)
    {
        Assert.Equal(isSame, Comparison.AreEqual(Written.Value(one), Written.Value(other)));
        Assert.Equal(order, Comparison.Order(Written.Value(one), Written.Value(other)));
        Assert.Equal(-order, Comparison.Order(Written.Value(other), Written.Value(one)));
    }

    [Theory]
    [InlineData("hour", "17")]
    [InlineData("minute", "4")]
    [InlineData("second", "9.5")]
    [InlineData("time offset", "-PT9H30M")]
    [InlineData("timezone", "null")]
    [InlineData("year", null)]
    [InlineData("days", null)]
    public void A_time_has_its_parts_and_nothing_else(string name, string? value) => Assert.Equal(value, Written.Property("17:04:09.500-09:30", name));

    [Theory]
    [InlineData("17:20:00", "null", "null")]
    [InlineData("17:20:00Z", "PT0S", "null")]
    [InlineData("17:20:00+12:45", "PT12H45M", "null")]
    [InlineData("17:20:00@America/Santiago", "-PT4H", "America/Santiago")]
    public void The_offset_of_a_zone_is_that_of_its_standard_time(string time, string offset, string zone)
    {
        Assert.Equal(offset, Written.Property(time, "time offset"));
        Assert.Equal(zone, Written.Property(time, "timezone"));
    }

    [Fact]
    public void There_is_no_time_that_clocks_do_not_show()
    {
        Assert.Null(FeelTime.Of(24, 0, 0, 0, null));
        Assert.Null(FeelTime.Of(-1, 0, 0, 0, null));
        Assert.Null(FeelTime.Of(0, 60, 0, 0, null));
        Assert.Null(FeelTime.Of(0, 0, 60, 0, null));
        Assert.Null(FeelTime.Of(0, 0, 0, 1_000_000_000, null));
        Assert.Null(FeelTime.OfNanosecond(86_400_000_000_000, null));
    }
}
