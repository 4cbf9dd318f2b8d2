using Cabildo.Rules.Dmn;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Values;

/// <summary>How far an evaluation goes, and what is said where it ends.</summary>
public sealed class EvaluationTests
{
    private static readonly RuleLimits Limits = RuleLimits.Default;

    [Fact]
    public void Rules_that_take_too_long_are_stopped()
    {
        var evaluation = new Evaluation(Limits with { Time = TimeSpan.FromSeconds(3) }, new SlowTime(), CancellationToken.None);

        var beyond = Assert.Throws<LimitExceededException>(() => Steps(evaluation, 10_000));

        Assert.Equal("The rules took longer than 3 s.", beyond.Message);
    }

    [Fact]
    public void Rules_that_take_no_longer_are_not_stopped()
    {
        Steps(new Evaluation(Limits with { Time = TimeSpan.FromSeconds(30) }, new SlowTime(), CancellationToken.None), 10_000);

        Assert.Throws<LimitExceededException>(() => Steps(new Evaluation(Limits with { Time = TimeSpan.FromSeconds(2.5) }, new SlowTime(), CancellationToken.None), 10_000));
    }

    [Fact]
    public void The_clock_is_not_asked_of_rules_as_short_as_most_are()
    {
        var clock = new SlowTime();

        Steps(new Evaluation(Limits with { Time = TimeSpan.Zero }, clock, CancellationToken.None), 1_000);

        Assert.Equal(0, clock.Asked);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_023)]
    [InlineData(1_000_000)]
    public void Rules_that_are_called_off_end_whatever_their_steps_are(int step)
    {
        var evaluation = new Evaluation(Limits, TimeProvider.System, new CancellationToken(canceled: true));

        var beyond = Assert.Throws<LimitExceededException>(() =>
        {
            for (var i = 0; i < 2_000; i++)
                evaluation.Step(step);
        });

        Assert.Equal("The rules were called off.", beyond.Message);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_024)]
    [InlineData(5_000)]
    public void As_many_steps_as_are_allowed_may_be_taken_and_no_more(int most)
    {
        var evaluation = new Evaluation(Limits with { Steps = most }, TimeProvider.System, CancellationToken.None);
        Steps(evaluation, most);

        var beyond = Assert.Throws<LimitExceededException>(() => evaluation.Step());

        Assert.Equal($"The rules took more than {most} steps.", beyond.Message);
    }

    [Fact]
    public void An_outcome_says_which_limit_it_was()
    {
        var expression = FeelExpression.Read("fee", "count(for i in 1..n return i)", [KeyValuePair.Create("n", FeelType.Number)], out _)!;

        var outcome = expression.Evaluate(
            new FeelContext(new KeyValuePair<string, FeelValue>("n", 100_000)), new DmnEvaluation(Limits with { Time = TimeSpan.FromSeconds(2) }, new SlowTime()), TestContext.Current.CancellationToken);

        Assert.Equal(("limit-exceeded", "The rules took longer than 2 s."), (outcome.Refusal!.Code, outcome.Refusal.Message));
    }

    [Fact]
    public void Why_a_function_answers_null_is_told_with_the_place_of_its_call()
    {
        var expression = FeelExpression.Read("fee", "1 +\n  sqrt(n)", [KeyValuePair.Create("n", FeelType.Number)], out _)!;

        var outcome = expression.Evaluate(new FeelContext(new KeyValuePair<string, FeelValue>("n", -4)), new DmnEvaluation(Limits, TimeProvider.System), TestContext.Current.CancellationToken);

        var problem = Assert.Single(outcome.Problems);
        Assert.Equal(("no-such-number", "fee", 2, 3), (problem.Code, problem.Place.Source, problem.Place.Line, problem.Place.Column));
    }

    private static void Steps(Evaluation evaluation, int count)
    {
        for (var i = 0; i < count; i++)
            evaluation.Step();
    }

    /// <summary>A clock on which a second passes whenever somebody looks.</summary>
    private sealed class SlowTime : TimeProvider
    {
        public int Asked { get; private set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Asked++;
    }
}
