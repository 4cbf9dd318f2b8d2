using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class TemporalArithmeticTests
{
    [Theory]
    [InlineData("2023-08-31", "P1M", "2023-09-30")]
    [InlineData("2027-12-31", "P2M", "2028-02-29")]
    [InlineData("1992-02-29", "P3Y", "1995-02-28")]
    [InlineData("1992-02-29", "P8Y", "2000-02-29")]
    [InlineData("2022-12-31", "-P3M", "2022-09-30")]
    [InlineData("0000-03-01", "-P1D", "0000-02-29")]
    [InlineData("0001-01-01", "-P1D", "0000-12-31")]
    [InlineData("-0100-02-28", "P1D", "-0100-03-01")]
    [InlineData("-0048-02-28", "P1D", "-0048-02-29")]
    [InlineData("1977-06-30", "PT50H", "1977-07-02")]
    [InlineData("1977-06-30", "-PT1M", "1977-06-29")]
    [InlineData("1977-06-30", "PT86399S", "1977-06-30")]
    [InlineData("1977-06-30", "-PT49H", "1977-06-27")]
    [InlineData("08:50:00", "PT25M", "09:15:00")]
    [InlineData("08:50:00", "-P3D", "08:50:00")]
    [InlineData("22:40:00@Pacific/Auckland", "PT95M", "00:15:00@Pacific/Auckland")]
    [InlineData("00:05:00-09:30", "-PT300.25S", "23:59:59.75-09:30")]
    [InlineData("00:00:30", "-PT31S", "23:59:59")]
    [InlineData("1977-06-30T24:00:00", "-PT90S", "1977-06-30T23:58:30")]
    [InlineData("2023-10-31T05:15:00Z", "P4M", "2024-02-29T05:15:00Z")]
    [InlineData("-0500-01-01T17:05:20@Pacific/Auckland", "-P2D", "-0501-12-30T17:05:20@Pacific/Auckland")]
    [InlineData("-0500-03-31T17:05:20-04:30", "-P1M", "-0500-02-28T17:05:20-04:30")]
    [InlineData("1977-06-30T23:59:59.5", "PT0.500000001S", "1977-07-01T00:00:00.000000001")]
    [InlineData("P3Y", "-P7M", "P2Y5M")]
    [InlineData("-P2D", "PT5H30M", "-P1DT18H30M")]
    [InlineData("999999999-12-30", "P2D", "null")]
    [InlineData("-999999999-01-01T00:00:01", "-PT1.5S", "null")]
    [InlineData("999999999-11-30T12:00:00", "P2M", "null")]
    [InlineData("1977-06-30", "P999999999999999998D", "null")]
    [InlineData("1977-06-30T00:00:00", "-P888888888888888888D", "null")]
    [InlineData("1977-06-30", "P777777777777777M", "null")]
    [InlineData("08:50:00", "P2M", "null")]
    [InlineData("P5M", "PT5H", "null")]
    [InlineData("1977-06-30", "1977-06-29", "null")]
    [InlineData("1977-06-30", "08:50:00", "null")]
    public void A_duration_is_added_in_either_order_and_subtracted_as_its_negative(string when, string duration, string sum)
    {
        var (left, right) = (Written.Value(when), Written.Value(duration));

        Assert.Equal(sum, Written.Text(TemporalArithmetic.Add(left, right)));
        Assert.Equal(sum, Written.Text(TemporalArithmetic.Add(right, left)));
        if (right.Content is DaysDuration or MonthsDuration)
            Assert.Equal(sum, Written.Text(TemporalArithmetic.Subtract(left, TemporalArithmetic.Negate(right))));
    }

    [Theory]
    [InlineData("2024-03-05", "1999-12-31", "P8831D")]
    [InlineData("999999999-06-30", "-999999999-07-01", "P730484999268D")]
    [InlineData("1999-12-31T00:00:00Z", "1999-12-31", "PT0S")]
    [InlineData("2015-01-20T12:30:45@Europe/Helsinki", "2015-01-18", "P2DT10H30M45S")]
    [InlineData("2015-01-20", "2015-01-18T03:04:05-09:30", "P1DT11H25M55S")]
    [InlineData("2015-01-20T12:30:45@Europe/Helsinki", "2014-01-20T12:30:45@Asia/Kathmandu", "P365DT3H45M")]
    [InlineData("2015-01-20T12:30:45.125", "2015-01-19T12:30:45.5", "PT23H59M59.625S")]
    [InlineData("2015-01-20T12:30:45-05:00", "2015-01-20T12:30:45", "null")]
    [InlineData("2015-01-20T12:30:45", "2015-01-20", "null")]
    [InlineData("06:20:30", "08:05:30", "-PT1H45M")]
    [InlineData("06:20:30@Pacific/Auckland", "05:59:59@Pacific/Auckland", "PT20M31S")]
    [InlineData("06:20:30Z", "06:20:30+05:45", "PT5H45M")]
    [InlineData("06:20:30Z", "06:20:30", "null")]
    [InlineData("06:20:30", "2015-01-20", "null")]
    [InlineData("PT3H", "2015-01-20", "null")]
    [InlineData("P2Y1M", "P14M", "P11M")]
    [InlineData("PT3H", "P3M", "null")]
    public void A_difference_is_a_duration(string left, string right, string difference) =>
        Assert.Equal(difference, Written.Text(TemporalArithmetic.Subtract(Written.Value(left), Written.Value(right))));

    [Theory]
    [InlineData("P3DT6H", "2.5", "P8DT3H")]
    [InlineData("-PT7H", "-6", "P1DT18H")]
    [InlineData("PT7H", "0", "PT0S")]
    [InlineData("PT0.000000005S", "0.1", "PT0S")]
    [InlineData("PT0.000000005S", "0.3", "PT0.000000002S")]
    [InlineData("-PT0.000000002S", "0.4", "-PT0.000000001S")]
    [InlineData("PT7H", "1e45", "null")]
    [InlineData("PT7H", "2e5999", "null")]
    [InlineData("PT7H", "3e-5999", "PT0S")]
    [InlineData("P2Y5M", "-1.5", "-P3Y7M")]
    [InlineData("P5M", "31", "P12Y11M")]
    [InlineData("P2M", "0.49", "P0M")]
    [InlineData("1999-12-31", "3", "null")]
    [InlineData("06:20:30", "3", "null")]
    public void A_duration_is_multiplied_in_either_order(string duration, string number, string product)
    {
        Assert.True(FeelNumber.TryParse(number, out var times));

        Assert.Equal(product, Written.Text(TemporalArithmetic.Multiply(Written.Value(duration), times)));
        Assert.Equal(product, Written.Text(TemporalArithmetic.Multiply(times, Written.Value(duration))));
        Assert.True(TemporalArithmetic.Divide(times, Written.Value(duration)).IsNull);
    }

    [Theory]
    [InlineData("P7DT3H", "4.5", "P1DT14H")]
    [InlineData("PT5S", "9", "PT0.555555556S")]
    [InlineData("PT5S", "-9", "-PT0.555555556S")]
    [InlineData("P9D", "0", "null")]
    [InlineData("P9D", "3e-5999", "null")]
    [InlineData("P9D", "2e5999", "PT0S")]
    [InlineData("P7Y3M", "-3.5", "-P2Y")]
    [InlineData("P7Y", "0.0", "null")]
    [InlineData("1999-12-31", "3", "null")]
    public void A_duration_is_divided_by_a_number(string duration, string number, string quotient)
    {
        Assert.True(FeelNumber.TryParse(number, out var divisor));

        Assert.Equal(quotient, Written.Text(TemporalArithmetic.Divide(Written.Value(duration), divisor)));
    }

    [Theory]
    [InlineData("P9Y", "P18M", "6")]
    [InlineData("P2D", "-PT20H", "-2.4")]
    [InlineData("P11M", "P7M", "1.571428571428571428571428571428571")]
    [InlineData("PT9M", "PT0M", "null")]
    [InlineData("PT9M", "P0M", "null")]
    [InlineData("P2M", "P2D", "null")]
    public void A_duration_divided_by_another_of_its_kind_is_a_number(string left, string right, string quotient) =>
        Assert.Equal(quotient, Written.Text(TemporalArithmetic.Divide(Written.Value(left), Written.Value(right))));

    [Theory]
    [InlineData("PT90M", "-PT1H30M")]
    [InlineData("-P5M", "P5M")]
    [InlineData("P0M", "P0M")]
    [InlineData("1999-12-31", "null")]
    [InlineData("06:20:30", "null")]
    [InlineData("1999-12-31T06:20:30", "null")]
    public void Only_durations_have_a_negative(string value, string negative) => Assert.Equal(negative, Written.Text(TemporalArithmetic.Negate(Written.Value(value))));

    [Fact]
    public void Nothing_is_reckoned_with_what_is_neither_time_nor_number()
    {
        FeelValue[] others = [FeelValue.Null, "3", false, FeelValue.Of(FeelList.Empty)];
        foreach (var value in new[] { "1999-12-31", "06:20:30", "1999-12-31T06:20:30", "PT7H", "P5M" }.Select(Written.Value))
        {
            Assert.All(others, other => Assert.True(TemporalArithmetic.Add(value, other).IsNull && TemporalArithmetic.Add(other, value).IsNull));
            Assert.All(others, other => Assert.True(TemporalArithmetic.Subtract(value, other).IsNull && TemporalArithmetic.Subtract(other, value).IsNull));
            Assert.All(others, other => Assert.True(TemporalArithmetic.Multiply(value, other).IsNull && TemporalArithmetic.Multiply(other, value).IsNull));
            Assert.All(others, other => Assert.True(TemporalArithmetic.Divide(value, other).IsNull && TemporalArithmetic.Divide(other, value).IsNull));
        }
    }
}
