using Cabildo.Rules.Feel;
using Cabildo.Rules.Functions;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Feel;

/// <summary>What is told before anything runs: mistakes, with their places, and never of what may come to a value.</summary>
public sealed class CheckTests
{
    private static readonly (string Name, FeelType Type, FeelValue Value)[] Samples =
    [
        ("n", FeelType.Number, 3),
        ("s", FeelType.Text, "PT3H"),
        ("b", FeelType.Boolean, true),
        ("d", FeelType.Date, TemporalText.Parse("2026-11-03")),
        ("t", FeelType.Time, TemporalText.Parse("08:15:00")),
        ("dt", FeelType.DateTime, TemporalText.Parse("2026-11-03T08:15:00Z")),
        ("days", FeelType.DaysDuration, TemporalText.Parse("P3D")),
        ("months", FeelType.MonthsDuration, TemporalText.Parse("P14M")),
        ("c", new ContextType([new("a", FeelType.Number)]), FeelValue.Of(new FeelContext(new KeyValuePair<string, FeelValue>("a", 3)))),
        ("r", FeelType.RangeOf(FeelType.Number), FeelValue.Of(new FeelRange(1, true, 9, false))),
        ("numbers", FeelType.ListOf(FeelType.Number), FeelValue.Of(new FeelList(3, 4))),
        ("f", FeelType.Function, FeelValue.Of(BuiltIns.All["before"])),
        ("texts", FeelType.ListOf(FeelType.Text), FeelValue.Of(new FeelList("x", "y"))),
    ];

    public static TheoryData<string> Functions => [.. BuiltIns.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("upper case(n)", 12, "`upper case` takes a string as `string`, and this is a number: the answer is always null.")]
    [InlineData("1 + string length(s, n)", 5, "`string length` cannot be called with 2 arguments. It takes string length(string: string).")]
    [InlineData("substring(string: s, start: 2)", 29, "`substring` has no parameter called `start`. It takes substring(string: string, start position: number) or substring(string: string, start position: number, length: number).")]
    [InlineData("modulo(dividend: n, divizor: 2)", 30, "`modulo` has no parameter called `divizor`. Did you mean `divisor`? It takes modulo(dividend: number, divisor: number).")]
    [InlineData("substring(string: s)", 1, "`substring` cannot be called with `string`. It takes substring(string: string, start position: number) or substring(string: string, start position: number, length: number).")]
    [InlineData("day of week(n)", 13, "`day of week` takes a date or date and time as `date`, and this is a number: the answer is always null.")]
    [InlineData("date(b)", 1, "`date` does not take boolean: the answer is always null. It takes date(from: string) or date(from: date or date and time) or date(year: number, month: number, day: number).")]
    [InlineData("sum(texts)", 1, "`sum` does not take list<string>: the answer is always null. It takes sum(list: list<number>) or sum(list: number, …).")]
    [InlineData("string join(numbers, \", \")", 13, "`string join` takes a list<string> as `list`, and this is a list<number>: the answer is always null.")]
    [InlineData("n(2)", 1, "`n` is a number and cannot be called.")]
    [InlineData("(function(fee: number) fee * 2)(s)", 33, "`function(fee:number)fee*2` takes a number as `fee`, and this is a string: the answer is always null.")]
    [InlineData("{half: function(x) x / 2, y: half(1, 2)}.y", 0, "")]
    [InlineData("d + n", 1, "A date and a number cannot be joined by `+`: the answer is always null.")]
    [InlineData("(d - d) * 2 + n", 1, "A days and time duration and a number cannot be joined by `+`: the answer is always null.")]
    [InlineData("2 ** s", 1, "A number and a string cannot be joined by `**`: the answer is always null.")]
    [InlineData("-d", 1, "A date has no negative: the answer is always null.")]
    [InlineData("n between 1 and s", 17, "A number cannot be compared with a string: the answer is always null.")]
    [InlineData("b < true", 1, "Of two values of the kind boolean neither is the larger: the answer is always null.")]
    [InlineData("s in [1..5]", 6, "The value that is tested is a string and never a number: the test never holds.")]
    [InlineData("n in (1, \"two\")", 10, "The value that is tested is a number and never a string: the test never holds.")]
    [InlineData("d in (> 2)", 9, "A date cannot be compared with a number: the answer is always null.")]
    [InlineData("d in > 2", 8, "A date cannot be compared with a number: the answer is always null.")]
    [InlineData("every x in numbers satisfies x + 1", 30, "`satisfies` asks for a condition, and this is a number: it counts as null.")]
    [InlineData("for i in 1..s return i", 13, "A loop goes from one whole number or date to another, and this is a string: the answer is always null.")]
    [InlineData("numbers[\"first\"]", 9, "A filter is a number or a condition, and this is a string: the answer is always null.")]
    [InlineData("if odd(n) then 1 else 2", 0, "")]
    [InlineData("upper case(string: if n > 2 then s else null)", 0, "")]
    [InlineData("day of week(d) = \"Monday\" and abs(days) < @\"P7D\" and texts[1] in (\"x\", \"y\")", 0, "")]
    public void A_mistake_is_told_with_its_place(string text, int column, string message)
    {
        var (_, problems) = Compile(text);

        Assert.Equal(message.Length == 0 ? [] : [(message, column)], problems.Select(problem => (problem.Message, problem.Place.Column)));
    }

    [Theory]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData("*")]
    [InlineData("/")]
    [InlineData("**")]
    [InlineData("=")]
    [InlineData("!=")]
    [InlineData("<")]
    [InlineData(">=")]
    public void Operators_are_told_of_where_they_always_come_to_null_and_only_there(string operation)
    {
        foreach (var left in Samples)
        {
            foreach (var right in Samples)
            {
                var text = $"{left.Name} {operation} {right.Name}";
                var (value, problems) = Compile(text);

                // Lists may be of one item, which then counts; so nothing is said of them.
                var isList = left.Type is ListType || right.Type is ListType;
                Assert.True(problems.Count == 0 || value.IsNull, $"{text} comes to {value}, and is told: {string.Join(" ", problems.Select(problem => problem.Message))}");
                Assert.True(problems.Count > 0 || !value.IsNull || isList, $"{text} comes to null, and nobody is told.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Functions_are_told_of_where_they_do_not_take_what_they_are_given_and_only_there(string function)
    {
        var (told, quiet) = (0, 0);
        foreach (var arguments in Combinations())
        {
            var text = $"{function}({string.Join(", ", arguments.Select(argument => argument.Name))})";
            var (value, problems, reasons) = CompileAndTell(text);

            Assert.True(problems.Count == 0 || value.IsNull, $"{text} comes to {value}, and is told: {string.Join(" ", problems.Select(problem => problem.Message))}");
            // A list may be of one item, which then counts.
            Assert.True(
                problems.Count > 0 || arguments.Any(argument => argument.Type is ListType) || !reasons.Any(reason => reason.Code == "wrong-arguments"), $"{text} does not take these, and nobody is told.");
            (told, quiet) = problems.Count > 0 ? (told + 1, quiet) : (told, quiet + 1);
        }

        Assert.True(told > 0 && quiet > 0, $"{function}: {told} told, {quiet} not.");
    }

    [Theory]
    [InlineData("<")]
    [InlineData(">=")]
    [InlineData("=")]
    [InlineData("")]
    public void Tests_are_told_of_where_they_never_hold_and_only_there(string comparison)
    {
        foreach (var left in Samples.Where(sample => sample.Type is not ListType))
        {
            foreach (var right in Samples)
            {
                var text = $"{left.Name} in {comparison} {right.Name}";
                var (value, problems) = Compile(text);

                Assert.True(problems.Count == 0 || !value.IsTrue, $"{text} holds, and is told: {string.Join(" ", problems.Select(problem => problem.Message))}");
            }
        }
    }

    private static IEnumerable<(string Name, FeelType Type, FeelValue Value)[]> Combinations()
    {
        yield return [];
        foreach (var one in Samples)
        {
            yield return [one];
            foreach (var two in Samples)
            {
                yield return [one, two];
                yield return [one, two, Samples[0]];
                yield return [one, two, Samples[1]];
            }
        }

        yield return [.. Samples, .. Samples];
    }

    private static (FeelValue Value, List<RuleProblem> Problems) Compile(string text) => CompileAndTell(text) is var (value, problems, _) ? (value, problems) : default;

    private static (FeelValue Value, List<RuleProblem> Problems, IReadOnlyList<RuleProblem> Reasons) CompileAndTell(string text)
    {
        var scope = new Scope(null);
        foreach (var (name, type, _) in Samples)
            scope.Declare(name, type);
        var problems = new List<RuleProblem>();
        var evaluation = new Evaluation(RuleLimits.Default, TimeProvider.System, CancellationToken.None);
        var code = FeelCompiler.Expression(text, scope, problems);
        Assert.NotNull(code);
        return (code.Run(new Frame(null, [.. Samples.Select(sample => sample.Value)]), evaluation), problems, evaluation.Problems);
    }
}
