using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class FeelTimeTests
{
    [Theory]
    [InlineData("10:30:00", "10:30:00", true, 0)]
    [InlineData("10:30:01", "10:30:00", false, 1)]
    [InlineData("10:30:00.0001", "10:30:00.0002", true, 0)]
    [InlineData("10:30:00Z", "10:30:00+00:00", true, 0)]
    [InlineData("10:30:00+01:00", "09:30:00Z", true, 0)]
    [InlineData("10:30:00+01:00", "10:30:00@Europe/Paris", true, 0)]
    [InlineData("10:30:00@Europe/Paris", "10:30:00@Asia/Dhaka", false, 1)]
    [InlineData("00:30:00+02:00", "23:30:00Z", false, -1)]
    [InlineData("10:30:00", "10:30:00Z", false, null)]
    [InlineData("10:30:00@Europe/Paris", "10:30:00", false, null)]
    public void Times_are_compared_by_whole_seconds_in_UTC_and_local_ones_only_among_themselves(string one, string other, bool isSame, int? order)
    {
        Assert.Equal(isSame, Comparison.AreEqual(Written.Value(one), Written.Value(other)));
        Assert.Equal(order, Comparison.Order(Written.Value(one), Written.Value(other)));
        Assert.Equal(-order, Comparison.Order(Written.Value(other), Written.Value(one)));
    }

    [Theory]
    [InlineData("hour", "10")]
    [InlineData("minute", "30")]
    [InlineData("second", "1.25")]
    [InlineData("time offset", "PT5H")]
    [InlineData("timezone", "null")]
    [InlineData("year", null)]
    [InlineData("days", null)]
    public void A_time_has_its_parts_and_nothing_else(string name, string? value) => Assert.Equal(value, Written.Property("10:30:01.250+05:00", name));

    [Theory]
    [InlineData("10:30:00", "null", "null")]
    [InlineData("10:30:00Z", "PT0S", "null")]
    [InlineData("10:30:00-03:30", "-PT3H30M", "null")]
    [InlineData("10:30:00@America/Santiago", "-PT4H", "America/Santiago")]
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
