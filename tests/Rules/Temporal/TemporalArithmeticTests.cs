using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class TemporalArithmeticTests
{
    [Theory]
    [InlineData("2021-01-31", "P1M", "2021-02-28")]
    [InlineData("2020-01-31", "P1M", "2020-02-29")]
    [InlineData("2020-02-29", "P1Y", "2021-02-28")]
    [InlineData("2020-02-29", "P4Y", "2024-02-29")]
    [InlineData("2021-03-31", "-P1M", "2021-02-28")]
    [InlineData("0000-01-01", "-P1D", "-0001-12-31")]
    [InlineData("-0001-02-28", "P1D", "-0001-03-01")]
    [InlineData("-0004-02-28", "P1D", "-0004-02-29")]
    [InlineData("2021-01-01", "PT36H", "2021-01-02")]
    [InlineData("2021-01-02", "-PT1H", "2021-01-01")]
    [InlineData("2021-01-02", "PT1S", "2021-01-02")]
    [InlineData("2021-01-02", "-PT25H", "2020-12-31")]
    [InlineData("10:15:00", "PT1H", "11:15:00")]
    [InlineData("10:15:00", "P1D", "10:15:00")]
    [InlineData("23:15:00@Australia/Melbourne", "PT1H", "00:15:00@Australia/Melbourne")]
    [InlineData("00:15:00+11:00", "-PT0.5S", "00:14:59.5+11:00")]
    [InlineData("00:00:00", "-PT1S", "23:59:59")]
    [InlineData("2021-01-01T24:00:00", "-PT1S", "2021-01-01T23:59:59")]
    [InlineData("2021-01-31T10:00:00Z", "P1M", "2021-02-28T10:00:00Z")]
    [InlineData("-2021-01-01T10:10:10@Australia/Melbourne", "-P1D", "-2022-12-31T10:10:10@Australia/Melbourne")]
    [InlineData("-2021-01-01T10:10:10+11:00", "-P1M", "-2022-12-01T10:10:10+11:00")]
    [InlineData("2021-12-31T23:59:59.999999999", "PT0.000000001S", "2022-01-01T00:00:00")]
    [InlineData("P1Y", "-P2M", "P10M")]
    [InlineData("-P1D", "PT2H", "-PT22H")]
    [InlineData("999999999-12-31", "P1D", "null")]
    [InlineData("-999999999-01-01T00:00:00", "-PT0.1S", "null")]
    [InlineData("999999999-12-01T00:00:00", "P1M", "null")]
    [InlineData("2021-01-01", "P999999999999999999D", "null")]
    [InlineData("2021-01-01T00:00:00", "-P999999999999999999D", "null")]
    [InlineData("2021-01-01", "P999999999999999M", "null")]
    [InlineData("10:15:00", "P1Y", "null")]
    [InlineData("P1Y", "P1D", "null")]
    [InlineData("2021-01-01", "2021-01-01", "null")]
    [InlineData("2021-01-01", "10:15:00", "null")]
    public void A_duration_is_added_in_either_order_and_subtracted_as_its_negative(string when, string duration, string sum)
    {
        var (left, right) = (Written.Value(when), Written.Value(duration));

        Assert.Equal(sum, Written.Text(TemporalArithmetic.Add(left, right)));
        Assert.Equal(sum, Written.Text(TemporalArithmetic.Add(right, left)));
        if (right.Content is DaysDuration or MonthsDuration)
            Assert.Equal(sum, Written.Text(TemporalArithmetic.Subtract(left, TemporalArithmetic.Negate(right))));
    }

    [Theory]
    [InlineData("2021-01-02", "1995-01-01", "P9498D")]
    [InlineData("999999999-12-31", "-999999999-01-01", "P730484999633D")]
    [InlineData("2021-01-02T00:00:00Z", "2021-01-02", "PT0S")]
    [InlineData("2021-01-02T10:10:10@Europe/Paris", "2021-01-01", "P1DT9H10M10S")]
    [InlineData("2021-01-02", "2021-01-01T10:10:10+11:00", "P1DT49M50S")]
    [InlineData("2021-01-02T10:10:10@Europe/Paris", "1995-01-01T10:10:10@Asia/Dhaka", "P9498DT5H")]
    [InlineData("2021-01-02T10:10:10.25", "2021-01-01T10:10:10.5", "PT23H59M59.75S")]
    [InlineData("2021-01-02T10:10:10+02:00", "2021-01-01T10:10:10", "null")]
    [InlineData("2021-01-01T00:00:00", "2021-01-02", "null")]
    [InlineData("10:10:10", "11:10:10", "-PT1H")]
    [InlineData("10:10:10@Australia/Melbourne", "09:10:10@Australia/Melbourne", "PT1H")]
    [InlineData("10:10:10Z", "10:10:10+01:00", "PT1H")]
    [InlineData("10:10:10Z", "10:10:10", "null")]
    [InlineData("10:10:10", "2021-01-01", "null")]
    [InlineData("P1D", "2021-01-01", "null")]
    [InlineData("P1Y", "P2M", "P10M")]
    [InlineData("P1D", "P1Y", "null")]
    public void A_difference_is_a_duration(string left, string right, string difference) =>
        Assert.Equal(difference, Written.Text(TemporalArithmetic.Subtract(Written.Value(left), Written.Value(right))));

    [Theory]
    [InlineData("P4DT1H", "1.5", "P6DT1H30M")]
    [InlineData("-P1D", "-10", "P10D")]
    [InlineData("P1D", "0", "PT0S")]
    [InlineData("PT0.000000001S", "0.5", "PT0S")]
    [InlineData("PT0.000000001S", "1.5", "PT0.000000002S")]
    [InlineData("-PT0.000000001S", "0.6", "-PT0.000000001S")]
    [InlineData("P1D", "1e40", "null")]
    [InlineData("P1D", "1e6000", "null")]
    [InlineData("P1D", "1e-6000", "PT0S")]
    [InlineData("P1Y11M", "-2.5", "-P4Y9M")]
    [InlineData("P1M", "26", "P2Y2M")]
    [InlineData("P1M", "0.99", "P0M")]
    [InlineData("2021-01-01", "2", "null")]
    [InlineData("10:00:00", "2", "null")]
    public void A_duration_is_multiplied_in_either_order(string duration, string number, string product)
    {
        Assert.True(FeelNumber.TryParse(number, out var times));

        Assert.Equal(product, Written.Text(TemporalArithmetic.Multiply(Written.Value(duration), times)));
        Assert.Equal(product, Written.Text(TemporalArithmetic.Multiply(times, Written.Value(duration))));
        Assert.True(TemporalArithmetic.Divide(times, Written.Value(duration)).IsNull);
    }

    [Theory]
    [InlineData("P10DT23H", "2.5", "P4DT9H12M")]
    [InlineData("PT2S", "3", "PT0.666666667S")]
    [InlineData("PT2S", "-3", "-PT0.666666667S")]
    [InlineData("P10D", "0", "null")]
    [InlineData("P10D", "1e-6000", "null")]
    [InlineData("P10D", "1e6000", "PT0S")]
    [InlineData("P10Y11M", "-2.5", "-P4Y4M")]
    [InlineData("P10Y", "0.00", "null")]
    [InlineData("2021-01-01", "2", "null")]
    public void A_duration_is_divided_by_a_number(string duration, string number, string quotient)
    {
        Assert.True(FeelNumber.TryParse(number, out var divisor));

        Assert.Equal(quotient, Written.Text(TemporalArithmetic.Divide(Written.Value(duration), divisor)));
    }

    [Theory]
    [InlineData("P10Y", "P5Y", "2")]
    [InlineData("P1D", "-PT16H", "-1.5")]
    [InlineData("P1Y", "P7M", "1.714285714285714285714285714285714")]
    [InlineData("P10D", "P0D", "null")]
    [InlineData("P10D", "P0Y", "null")]
    [InlineData("P1Y", "P1D", "null")]
    public void A_duration_divided_by_another_of_its_kind_is_a_number(string left, string right, string quotient) =>
        Assert.Equal(quotient, Written.Text(TemporalArithmetic.Divide(Written.Value(left), Written.Value(right))));

    [Theory]
    [InlineData("P1D", "-P1D")]
    [InlineData("-P1Y", "P1Y")]
    [InlineData("PT0S", "PT0S")]
    [InlineData("2021-01-01", "null")]
    [InlineData("10:10:10", "null")]
    [InlineData("2021-01-01T10:10:10", "null")]
    public void Only_durations_have_a_negative(string value, string negative) => Assert.Equal(negative, Written.Text(TemporalArithmetic.Negate(Written.Value(value))));

    [Fact]
    public void Nothing_is_reckoned_with_what_is_neither_time_nor_number()
    {
        FeelValue[] others = [FeelValue.Null, "10", true, FeelValue.Of(FeelList.Empty)];
        foreach (var value in new[] { "2021-01-01", "10:10:10", "2021-01-01T10:10:10", "P1D", "P1Y" }.Select(Written.Value))
        {
            Assert.All(others, other => Assert.True(TemporalArithmetic.Add(value, other).IsNull && TemporalArithmetic.Add(other, value).IsNull));
            Assert.All(others, other => Assert.True(TemporalArithmetic.Subtract(value, other).IsNull && TemporalArithmetic.Subtract(other, value).IsNull));
            Assert.All(others, other => Assert.True(TemporalArithmetic.Multiply(value, other).IsNull && TemporalArithmetic.Multiply(other, value).IsNull));
            Assert.All(others, other => Assert.True(TemporalArithmetic.Divide(value, other).IsNull && TemporalArithmetic.Divide(other, value).IsNull));
        }
    }
}
