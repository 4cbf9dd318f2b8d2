using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Functions;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Syntax;

/// <summary>Calls, with arguments in their order or by their names.</summary>
internal sealed partial class Parser
{
    private Code Call(Code function, SourcePlace place)
    {
        Take();
        var names = new List<string>();
        var arguments = new List<Code>();
        var isNamed = IsNamedArgument();
        while (!Now.Is(")"))
        {
            if (isNamed)
            {
                names.Add(DeclaredName("an argument", ":"));
                Expect(":", "after the name of an argument");
            }

            arguments.Add(Expression());
            if (!TryTake(","))
                break;
        }

        Expect(")", "after the arguments");
        CheckCall(function, isNamed ? names : null, arguments, Since(place));
        var type = function.Type is FunctionType { Result: var result } ? result : ResultOf(function, arguments.Count);
        return isNamed
            ? new NamedCall(function, [.. names], [.. arguments]) { Place = Since(place), Type = type }
            : Folding.Fold(new CallNode(function, [.. arguments]) { Place = Since(place), Type = type }, [function, .. arguments]);
    }

    private static FeelType ResultOf(Code function, int count)
    {
        if (function is not Constant { Value.Function: BuiltInFunction builtIn })
            return FeelType.Any;
        var results = builtIn.Overloads.Where(overload => overload.TakesAsMany(count)).Select(overload => overload.Result).Distinct().ToList();
        return results is [var only] ? only : FeelType.Any;
    }

    private bool IsNamedArgument()
    {
        if (Now.Kind != TokenKind.Word)
            return false;
        for (var ahead = 0; Ahead(ahead) is { Kind: TokenKind.Word or TokenKind.Number or TokenKind.Sign } token; ahead++)
        {
            if (token.Is(":"))
                return true;
            if (token.Kind == TokenKind.Sign && token.Text is "(" or ")" or "[" or "]" or "{" or "}" or "," or ".." or "=" or "<" or ">" or "<=" or ">=" or "!=")
                return false;
        }

        return false;
    }
}
