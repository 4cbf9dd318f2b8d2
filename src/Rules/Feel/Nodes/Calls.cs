using Cabildo.Rules.Functions;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Nodes;

/// <summary>A call with arguments in their order.</summary>
internal sealed class CallNode(Code function, Code[] arguments) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        Evaluation.GoDeeper();
        var called = function.Run(frame, evaluation).Function;
        if (called is null)
            return evaluation.Null("no-function", "What is called here is no function.", Place);
        FewValues few = default;
        var values = few.Of(arguments.Length);
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].Run(frame, evaluation);
        return Invocation.Of(called, values, evaluation, Place);
    }
}

/// <summary>A call with arguments by their names.</summary>
internal sealed class NamedCall(Code function, string[] names, Code[] arguments) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        Evaluation.GoDeeper();
        var called = function.Run(frame, evaluation).Function;
        if (called is null)
            return evaluation.Null("no-function", "What is called here is no function.", Place);
        FewValues few = default;
        var values = few.Of(arguments.Length);
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].Run(frame, evaluation);
        return Invocation.Named(called, names, values, evaluation, Place);
    }
}

/// <summary>Calls functions, and bounds how deep.</summary>
internal static class Invocation
{
    public static FeelValue Of(FeelFunction function, ReadOnlySpan<FeelValue> arguments, Evaluation evaluation, SourcePlace place)
    {
        if (function is not BuiltInFunction && arguments.Length != function.Parameters.Count)
            return evaluation.Null("wrong-arguments", $"`{function.Name}` takes {function.Parameters.Count} arguments, not {arguments.Length}.", place);
        evaluation.Enter();
        var before = evaluation.At(place);
        var value = function.Invoke(arguments, evaluation);
        evaluation.At(before);
        evaluation.Leave();
        return value;
    }

    public static FeelValue Named(FeelFunction function, IReadOnlyList<string> names, ReadOnlySpan<FeelValue> arguments, Evaluation evaluation, SourcePlace place)
    {
        if (function is BuiltInFunction builtIn)
        {
            var before = evaluation.At(place);
            var value = builtIn.InvokeNamed(names, arguments, evaluation);
            evaluation.At(before);
            return value;
        }

        FewValues few = default;
        var arranged = few.Of(function.Parameters.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var at = IndexOf(function.Parameters, names[i]);
            if (at < 0)
                return evaluation.Null("wrong-arguments", $"`{function.Name}` has no parameter called `{names[i]}`.{Suggestion.For(names[i], function.Parameters)}", place);
            arranged[at] = arguments[i];
        }

        return names.Count == arranged.Length
            ? Of(function, arranged, evaluation, place)
            : evaluation.Null("wrong-arguments", $"`{function.Name}` takes {arranged.Length} arguments, not {names.Count}.", place);
    }

    /// <summary>The place of a parameter; -1 if there is none of that name.</summary>
    public static int IndexOf(IReadOnlyList<string> parameters, string name)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i] == name)
                return i;
        }

        return -1;
    }
}

/// <summary>A function that is written in FEEL.</summary>
internal sealed class FunctionNode((string Name, FeelType Type)[] parameters, Code body, bool isExternal) : Code
{
    private readonly string[] _names = [.. parameters.Select(parameter => parameter.Name)];

    public override FeelValue Run(Frame frame, Evaluation evaluation) => FeelValue.Of(new Written(this, frame.Keep()));

    private FeelValue Invoke(Frame frame, ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (isExternal)
            return evaluation.Null("external", "Functions of other languages are not run.", Place);
        evaluation.Step();
        var inner = evaluation.Frames.Take(frame, arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!parameters[i].Type.TryCoerce(arguments[i], out inner.Slots[i]))
                return evaluation.Null("wrong-type", $"`{parameters[i].Name}` is a {parameters[i].Type.Name}, not {Kinds.A(arguments[i]).ToLowerInvariant()}.", Place);
        }

        var value = body.Run(inner, evaluation);
        evaluation.Frames.Return(inner);
        return value;
    }

    private sealed class Written(FunctionNode node, Frame frame) : FeelFunction
    {
        public override string Name => "function";

        public override IReadOnlyList<string> Parameters => node._names;

        public override FeelValue Invoke(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) => node.Invoke(frame, arguments, evaluation);
    }
}
