using System.Runtime.CompilerServices;
using Cabildo.Rules.Functions;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Nodes;

/// <summary>A call with arguments in their order.</summary>
internal sealed class CallNode(Code function, Code[] arguments) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        var called = function.Run(frame, evaluation).Function;
        if (called is null)
            return evaluation.Null("no-function", "What is called here is no function.", Place);
        var values = new FeelValue[arguments.Length];
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
        var called = function.Run(frame, evaluation).Function;
        if (called is null)
            return evaluation.Null("no-function", "What is called here is no function.", Place);
        var values = new FeelValue[arguments.Length];
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
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new LimitExceededException("The rules call each other too deep.");
        evaluation.Enter();
        var value = function.Invoke(arguments, evaluation);
        evaluation.Leave();
        return value;
    }

    public static FeelValue Named(FeelFunction function, string[] names, FeelValue[] arguments, Evaluation evaluation, SourcePlace place)
    {
        if (function is BuiltInFunction builtIn)
            return builtIn.InvokeNamed(names, arguments, evaluation);
        var arranged = new FeelValue[function.Parameters.Count];
        for (var i = 0; i < names.Length; i++)
        {
            var at = -1;
            for (var p = 0; p < arranged.Length; p++)
                at = function.Parameters[p] == names[i] ? p : at;
            if (at < 0)
                return evaluation.Null("wrong-arguments", $"`{function.Name}` has no parameter called `{names[i]}`.{Suggestion.For(names[i], function.Parameters)}", place);
            arranged[at] = arguments[i];
        }

        return names.Length == arranged.Length
            ? Of(function, arranged, evaluation, place)
            : evaluation.Null("wrong-arguments", $"`{function.Name}` takes {arranged.Length} arguments, not {names.Length}.", place);
    }
}

/// <summary>A function that is written in FEEL.</summary>
internal sealed class FunctionNode((string Name, FeelType Type)[] parameters, Code body, bool isExternal) : Code
{
    private readonly string[] _names = [.. parameters.Select(parameter => parameter.Name)];

    public override FeelValue Run(Frame frame, Evaluation evaluation) => FeelValue.Of(new Written(this, frame));

    private FeelValue Invoke(Frame frame, ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (isExternal)
            return evaluation.Null("external", "Functions of other languages are not run.", Place);
        evaluation.Step();
        var slots = new FeelValue[arguments.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            if (!parameters[i].Type.TryCoerce(arguments[i], out slots[i]))
                return evaluation.Null("wrong-type", $"`{parameters[i].Name}` is a {parameters[i].Type.Name}, not {Kinds.A(arguments[i]).ToLowerInvariant()}.", Place);
        }

        return body.Run(new Frame(frame, slots), evaluation);
    }

    private sealed class Written(FunctionNode node, Frame frame) : FeelFunction
    {
        public override string Name => "function";

        public override IReadOnlyList<string> Parameters => node._names;

        public override FeelValue Invoke(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) => node.Invoke(frame, arguments, evaluation);
    }
}
